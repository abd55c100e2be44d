"""What is asked for by browser: a module a subject."""
