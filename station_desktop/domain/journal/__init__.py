"""Entries: what was done, by whom, sealed and chained, and how an entry comes not to count."""
