"""Use cases: one capability a file."""
