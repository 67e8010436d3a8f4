"""Clocks, working days, opening hours, and when something is due."""
