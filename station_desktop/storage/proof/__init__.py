"""Whether the store is whole: its bytes, its chains, its tables against the journal."""
