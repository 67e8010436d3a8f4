"""How this PC and its station are, for whoever is on the telephone."""
