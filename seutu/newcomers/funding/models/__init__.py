"""What the split of costs rests on, and what was billed."""
