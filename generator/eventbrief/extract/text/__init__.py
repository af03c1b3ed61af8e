"""A source as words: tokens, sentences, quotation marks, and what each word can be."""
