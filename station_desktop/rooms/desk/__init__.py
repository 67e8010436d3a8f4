"""The desk: one window for whoever comes in, from the first letter of a name to the papers."""
