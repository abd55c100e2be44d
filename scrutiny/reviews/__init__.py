"""Reviews by working groups: where one stands, who may read what of it, and what changes it."""
