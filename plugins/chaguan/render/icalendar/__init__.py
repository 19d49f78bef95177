"""Calendars that every client reads right; the only importers of icalendar."""
