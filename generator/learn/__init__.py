"""How extraction's weights are learned and measured: not shipped, run by `make learn`."""
