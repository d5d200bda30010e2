"""What may be shown of a figure, and how figures are compared."""
