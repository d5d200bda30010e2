"""The demo region: invented people and decisions, made from the tables in ``data``."""
