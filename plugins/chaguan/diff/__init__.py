"""What has changed since a commit, and what it has to do with."""
