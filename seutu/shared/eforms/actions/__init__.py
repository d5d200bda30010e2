"""Everything that can happen to forms and to what arrives by them."""
