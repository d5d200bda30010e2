"""What can happen to views and reports."""
