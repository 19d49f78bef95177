"""What comes from a forge and goes back to it: forms, drafts, answers."""
