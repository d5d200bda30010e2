"""Shown records in words, for pages and documents alike."""
