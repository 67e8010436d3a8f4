"""Whistles, and each department against its limit."""
