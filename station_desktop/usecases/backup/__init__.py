"""Copies of the store: made, proven, kept in rotation, restored, and reached by erasures."""
