"""A line's words -> the direction of each, and the order in which they stand on the page.

Unicode's bidirectional algorithm (UAX 9), by way of python-bidi; explicit marks are not read, as
they are taken out before.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@functools.lru_cache(maxsize=4096)
def levels(text: str, base: int) -> tuple[int, ...]:
    """The embedding level of each character; odd ones are read from right to left."""
    from bidi import algorithm  # noqa: PLC0415 - only where a line needs it

    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return tuple(character["level"] for character in storage["chars"])


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """The indexes of runs from left to right (UAX 9, rule L2)."""
    order = list(range(len(run_levels)))
    highest = max(run_levels, default=0)
    for level in range(highest, 0, -1):
        start = 0
        while start < len(order):
            if run_levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order
