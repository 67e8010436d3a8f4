"""A resident sits opposite: the visit taken in, with its items and demands."""
