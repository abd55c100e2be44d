"""The plan as an appendix and as files of its own."""
