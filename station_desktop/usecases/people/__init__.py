"""Residents: registered, found, taken in from rosters."""
