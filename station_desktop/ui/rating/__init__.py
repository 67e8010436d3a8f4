"""The page on which a resident rates, on a second view of the window."""
