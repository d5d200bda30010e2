"""Seutu: decisions, services and reports of the municipalities of a region."""
