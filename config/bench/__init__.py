"""The benchmark: plans of a known size, and how long what is made of them takes."""
