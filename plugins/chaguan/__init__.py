"""Chaguan 茶館: a folder of text files becomes a community's website, feeds and calendars."""

__version__ = "0.2.0.dev0"
