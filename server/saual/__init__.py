"""Saual: a live quiz server for the classroom."""

__version__ = "0.1.0"
