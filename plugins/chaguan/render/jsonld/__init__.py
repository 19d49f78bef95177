"""Records as JSON-LD for search engines and other programs (schema.org)."""
