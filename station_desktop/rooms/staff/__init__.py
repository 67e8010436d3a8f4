"""Staff: who may come in, in which roles; and everyone's own password."""
