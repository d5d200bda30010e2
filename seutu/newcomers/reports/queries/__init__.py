"""Figures asked of the apps that own the rows."""
