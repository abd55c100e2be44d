"""From a paper to editions that nobody changes, and what the meeting decided on them."""
