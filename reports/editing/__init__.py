"""Changes to a paper and to house styles: one module a subject, each told what its page held."""
