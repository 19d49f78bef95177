"""Lists that stand in a frame on somebody else's page."""
