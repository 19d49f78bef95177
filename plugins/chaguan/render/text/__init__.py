"""Words and plain text: dates, recurrence, addresses of houses."""
