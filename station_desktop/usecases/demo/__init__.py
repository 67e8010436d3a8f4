"""The demo station, in which nobody exists."""
