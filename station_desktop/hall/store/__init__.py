"""The hall's database: the file or server, its tables, and how many rows go in at once."""
