"""Who can open the store, and the keys under which personal fields are sealed."""
