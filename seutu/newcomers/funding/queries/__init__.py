"""Questions about shares of costs."""
