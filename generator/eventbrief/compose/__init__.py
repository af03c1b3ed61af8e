"""SeenSheet + audience template -> Page: blocks that no renderer is named in."""
