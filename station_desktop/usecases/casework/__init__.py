"""One case on its way, from acceptance to its end and its rating, and the boards of many."""
