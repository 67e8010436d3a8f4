"""The subdistrict hall: every station's journal in one database, and what its staff do with it."""
