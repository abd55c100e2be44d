"""A paper as data: what it says and how it is numbered. Pure: no model is known here."""
