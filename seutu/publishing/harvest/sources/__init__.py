"""The systems and kinds of documents that decisions are brought in from: one package or module each."""
