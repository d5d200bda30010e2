"""Who may do what to whom in the register, and what the register asks of its data."""
