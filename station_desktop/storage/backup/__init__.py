"""Copies of the store: made, proven, kept apart, and reached by erasures."""
