"""E-mailed updates pasted in one go: split into pieces, matched with actions, kept, confirmed."""
