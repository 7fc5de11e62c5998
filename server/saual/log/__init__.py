"""The durable, ordered log of each room."""
