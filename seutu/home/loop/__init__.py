"""What joins the halves, where both run: the report of a project becomes an item, and its decision comes back."""
