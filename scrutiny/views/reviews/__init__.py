"""Pages of a working group's review."""
