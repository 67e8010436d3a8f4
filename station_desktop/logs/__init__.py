"""What the program writes about itself: which version ran, what went wrong and where – and nothing
about anybody."""
