"""Texts: extensions of the Markdown converter, and what is known of a text without an engine."""
