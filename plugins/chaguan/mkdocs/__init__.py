"""Thin adapters between the community and MkDocs."""
