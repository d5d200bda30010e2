"""What workers of the register fill in, one file for each subject."""
