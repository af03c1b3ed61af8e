"""Page -> a page that fits one sheet, and the report of what it took."""
