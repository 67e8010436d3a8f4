"""Personal data: how long it is kept, who looked at it, a person's own copy, and its erasure."""
