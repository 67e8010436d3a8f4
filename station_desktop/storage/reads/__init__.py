"""Questions to the store, each along an index."""
