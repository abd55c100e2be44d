"""What whoever composes papers and keeps house styles types, one module a subject."""
