"""The split of costs: whole cents, by largest remainder."""
