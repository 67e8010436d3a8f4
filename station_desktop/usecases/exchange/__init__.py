"""The journal's way to the hall and back: over a line, through a relay, on a stick."""
