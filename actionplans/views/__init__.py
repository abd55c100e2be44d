"""The pages of action plans: access, object, form, one change, redirect."""
