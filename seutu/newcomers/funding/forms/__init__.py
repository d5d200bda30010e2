"""What people type about shared costs, as clean values."""
