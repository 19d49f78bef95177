"""Texts to take along into an editor, a mail or a chat."""
