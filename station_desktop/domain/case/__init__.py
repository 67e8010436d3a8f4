"""One case: what it is made of, where it can go, and what its facts do to it."""
