"""Who may do what with forms and what arrives by them."""
