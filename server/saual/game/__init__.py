"""The game: a room as a pure fold over its log. No sockets, clocks, databases or randomness in here."""
