"""Who may come in: the hall's staff and other systems."""
