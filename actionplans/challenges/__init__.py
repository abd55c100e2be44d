"""The kinds of challenge flag behind `actionplans.challenge`; imports no model."""
