"""The door: signing in, setting a new station up, getting in again with the recovery key."""
