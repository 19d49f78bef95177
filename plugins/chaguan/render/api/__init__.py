"""Everything public as data, in one file, and its schema."""
