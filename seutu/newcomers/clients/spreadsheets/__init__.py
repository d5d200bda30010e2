"""Spreadsheets as they come and go: read from what strangers made, written for what others' programs read."""
