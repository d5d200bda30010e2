"""Seutu: decisions, services and reports of the municipalities of a region."""

__version__ = "0.1.0"
