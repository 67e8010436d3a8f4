"""A station set up: at the window, from a file with nobody there, for eighteen at once."""
