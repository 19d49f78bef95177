"""A community's own small repository: what `init` writes, and `upgrade` brings up to date."""
