"""Shared costs in the reader's words."""
