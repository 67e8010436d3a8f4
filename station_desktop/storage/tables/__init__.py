"""The tables, and how a store is brought forward to them."""
