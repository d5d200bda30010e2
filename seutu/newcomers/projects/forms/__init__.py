"""What is asked of who keeps a project."""
