"""The partner directory: who can be asked, for what, where and when, and how each did."""
