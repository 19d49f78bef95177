"""What helps a person write files: new ones, repairs, the editor."""
