"""Formats of question banks, each one module that reads and, where it can, writes."""
