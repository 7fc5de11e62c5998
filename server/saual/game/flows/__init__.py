"""Flows: the order of a game's phases, one pure module each."""
