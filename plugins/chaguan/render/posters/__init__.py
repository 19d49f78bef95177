"""Posters: one sheet of A4 for a wall."""
