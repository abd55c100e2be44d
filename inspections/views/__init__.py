"""The pages of what the inspectorate said, a module a subject."""
