"""Word files, written as their XML parts."""
