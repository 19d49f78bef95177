"""The generators that are measured against one another, and how."""
