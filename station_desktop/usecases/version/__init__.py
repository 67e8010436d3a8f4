"""Another version of the program put in place, tried, and taken back."""
