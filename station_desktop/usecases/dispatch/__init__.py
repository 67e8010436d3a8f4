"""Partners, and what they are asked to do for a case."""
