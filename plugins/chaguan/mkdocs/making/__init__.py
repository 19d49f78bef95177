"""How the site's files are made: each once, by several processes, and only where it changed."""
