"""HTML in pieces: sanitized, rebased, with its policy."""
