"""Half 2: serving people who moved from abroad. Most of what is kept here is personal."""
