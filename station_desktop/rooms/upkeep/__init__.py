"""Upkeep: what IT staff and the stationmaster do so that the program goes on running."""
