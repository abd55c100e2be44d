"""Entering what an inspection said: by hand, or from what was read of its report."""
