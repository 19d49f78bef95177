"""Model to text: addresses, streams, feeds, calendars and data."""
