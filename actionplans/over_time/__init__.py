"""Where a plan stood on each of many days: what was complete, late and planned, what slipped."""
