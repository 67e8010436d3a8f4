"""Organisations that can be asked, and who of them fits a need."""
