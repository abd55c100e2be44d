"""What bodies plan, decide, learn and see to about the plans that come to them."""
