"""What is typed about what a body holds: a module a subject."""
