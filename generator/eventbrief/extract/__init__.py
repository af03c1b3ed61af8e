"""Source -> FactSheet: one module per kind of fact; a lexicon file per language."""
