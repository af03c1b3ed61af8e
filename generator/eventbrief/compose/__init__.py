"""FactSheet + audience template + language -> Page: blocks that no renderer is named in."""
