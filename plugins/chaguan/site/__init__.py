"""What there is, where and for whom: index, addresses, identity, visibility, occurrences."""
