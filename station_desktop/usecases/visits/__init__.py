"""Home visits, rounds and appointments, with the lists that are carried."""
