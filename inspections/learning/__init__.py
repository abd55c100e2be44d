"""Learning from others: what reports say under each judgement, kept and searched."""
