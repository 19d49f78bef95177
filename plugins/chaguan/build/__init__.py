"""Each output is made once, and only where it changed: jobs, dependencies, cache, pool, staging."""
