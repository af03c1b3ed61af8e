"""Documents in: one reader per kind of file, all giving the same Source."""
