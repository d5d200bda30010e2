"""Where a project stands against its targets."""
