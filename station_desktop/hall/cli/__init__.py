"""``station-hall``: everything that the hall's staff and its machine do at a terminal."""
