"""Lists of any length: rows that come by pages, the table they stand in, lines to search in."""
