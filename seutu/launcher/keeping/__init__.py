"""Keeping data: backups, bringing them back, and bringing an installation up to new code."""
