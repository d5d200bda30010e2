"""How forms and what arrived by them look on pages and on paper."""
