"""Generic parts of the window: they know no room, no table and no item by name."""
