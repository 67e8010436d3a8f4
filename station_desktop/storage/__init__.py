"""The local encrypted store: keys, schema, journal and records, drafts, scans. All SQL of the
station lives here or in a room's ``reads.py``."""
