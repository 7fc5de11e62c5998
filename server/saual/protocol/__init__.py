"""Every frame and every JSON body that crosses the wire. TypeScript's types and docs/protocol.md are made from it."""
