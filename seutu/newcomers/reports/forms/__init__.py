"""What is filled in about figures, one file for each subject."""
