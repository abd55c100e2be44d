"""Reporting cycles: when they come, what is reported in them, and who is chased."""
