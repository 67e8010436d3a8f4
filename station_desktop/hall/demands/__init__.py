"""Demands from outside: read, matched to a station, given to it, and answered."""
