"""Invented residents and organisations: nobody here exists."""
