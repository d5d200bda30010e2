"""Half 1: publishing decisions. Everything here is public."""
