"""How a form and its answers look on a page and on paper."""
