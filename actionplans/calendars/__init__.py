"""Calendars of due dates: what stands in them, who may have them, and how they are written."""
