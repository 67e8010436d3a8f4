"""Whistles at the hall: the board, whom to call, and what the departments say."""
