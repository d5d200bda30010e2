"""Pages of cost shares."""
