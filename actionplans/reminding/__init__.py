"""Reminders by e-mail: on which days, to whom, in which words; and links to report by."""
