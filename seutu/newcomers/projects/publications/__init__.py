"""Files made of what the pages of projects show."""
