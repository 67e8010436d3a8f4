"""Residents: who they are, how they are found, and what may be shown or kept of them."""
