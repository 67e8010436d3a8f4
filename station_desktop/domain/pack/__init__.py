"""A catalogue as one file: its canonical bytes, its hash, and whether it makes sense."""
