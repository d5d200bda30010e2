"""The index: its fields, its folders, how it is read and written. The rest of search knows tantivy from here only."""
