"""The community as data for machines: JSON-LD, and everything in one file."""
