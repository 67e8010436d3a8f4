"""A form: its questions, when they apply, and what was answered."""
