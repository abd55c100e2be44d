"""National tables of outcomes: what a file says, what is held, and what taking it in would do."""
