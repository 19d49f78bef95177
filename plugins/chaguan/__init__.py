"""Chaguan 茶館: a folder of text files becomes a community's website, feeds and calendars."""

__version__ = "0.1.0"
