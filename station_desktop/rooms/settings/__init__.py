"""Settings: the station itself, its desks and papers, its protection, and its working days."""
