"""Reviewing what was reported: the queue, accepting, sending back, and the second sign-off."""
