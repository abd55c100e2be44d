"""What members ask: by when it is answered, what stands open, and its pages."""
