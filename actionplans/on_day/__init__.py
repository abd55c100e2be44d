"""What a plan says on a day: rows, dates, words, links, and what was entered later."""
