"""Individual cases in six steps."""
