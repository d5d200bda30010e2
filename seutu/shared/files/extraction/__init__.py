"""The text of a file, read in a process of its own. Only the standard library and pypdfium2 are imported in here."""
