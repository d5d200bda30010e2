"""What workers type at the desk, made clean."""
