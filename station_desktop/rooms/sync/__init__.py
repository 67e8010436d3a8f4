"""The hall's room: how this window and the hall stand, what has arrived, what is to settle."""
