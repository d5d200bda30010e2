"""What can happen to bases, rules and bills."""
