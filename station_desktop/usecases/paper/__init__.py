"""The papers that a resident takes home."""
