"""The trade's values and rules: pure functions, no Qt, no SQL, no files, no clock of its own."""
