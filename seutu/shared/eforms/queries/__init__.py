"""Questions about forms and what arrived by them."""
