"""Files made of what is shown: tables for spreadsheets, papers, and JSON-stat."""
