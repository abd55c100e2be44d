"""A name typed by mistake: where it stands, how it is taken out, and what remains."""
