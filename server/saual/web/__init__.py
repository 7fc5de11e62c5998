"""HTTP and WebSocket: what comes in from browsers, checked and parsed once, at the edge."""
