"""What reports keep: saved views and frozen reports."""
