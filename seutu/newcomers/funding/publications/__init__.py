"""Files made out of what is shown: the basis of a bill as a table and as a document."""
