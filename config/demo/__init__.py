"""The demo: what the fixtures hold, put into the database once."""
