"""Grid areas, their households, and what concerns which of them."""
