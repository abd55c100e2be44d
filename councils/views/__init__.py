"""Pages about councils and their people."""
