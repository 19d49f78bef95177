"""Repairs of what has one right answer."""
