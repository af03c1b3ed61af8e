"""A source read again + a span of it + a value -> whether the words there say the value."""
