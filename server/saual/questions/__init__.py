"""Question types and the bank that they form. Pure: no input or output, no game, no web."""
