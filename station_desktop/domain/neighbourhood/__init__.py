"""Households, rounds, home visits and appointments."""
