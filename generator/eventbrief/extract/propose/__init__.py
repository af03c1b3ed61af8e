"""What might be a fact: candidates of each kind, with the words that state them."""
