"""The frame around every room: rail, top bar, and the line at the foot with its signs."""
