"""The floor under both halves; it knows nothing of either."""
