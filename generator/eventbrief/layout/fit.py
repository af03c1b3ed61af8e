"""Page -> FittedPage: one sheet, or a refusal that names what is too long.

Spacing gives way first, then size, within the theme's limits; then the template's order of
shortening applies, one item at a time. Both searches rest on the same fact: a tighter setting, or
one item less, is never taller.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from eventbrief.compose.blocks import Page
from eventbrief.facts.finding import Finding, InputError
from eventbrief.layout.flow import Flow, flow
from eventbrief.layout.mirror import mirrored
from eventbrief.layout.placed import FitReport, FittedPage, Placed
from eventbrief.layout.shorten import State, states
from eventbrief.layout.style import geometry, setting
from eventbrief.layout.theme import Body, load_logo, load_theme

T = TypeVar("T")

STEPS = 64
# Word and LibreOffice may set a line more than we count; the frame keeps room for one.
RESERVE = 13.0


def fit(page: Page, folders: tuple[Path, ...]) -> FittedPage:
    """The page on one sheet.

    Args:
        page: what compose made.
        folders: where themes are looked for.

    Raises:
        InputError: E501 where even the shortest, tightest page is too long; it names the block.
            E404 where there is no such theme.
    """
    theme = load_theme(page.theme, folders)
    if page.body:
        largest, smallest = page.body
        theme = theme.model_copy(update={"body": Body(largest=largest, smallest=smallest)})
    frame = geometry(theme, page.paper, marked=bool(page.masthead.marking))

    @functools.cache
    def lay(state: State, step: int) -> tuple[list[Placed], Flow]:
        sections = state.apply(page.sections)
        return flow(theme, frame, setting(theme, step / STEPS), page, sections)

    def fits(state: State, step: int) -> bool:
        return lay(state, step)[1].y >= frame.bottom + RESERVE

    state, step = State(()), 0
    if not fits(state, step):  # most pages have room as they are
        possible = states(page.sections, page.shorten)
        found = _first(possible, lambda s: fits(s, STEPS))
        if found is None:
            raise _refusal(page, lay(possible[-1], STEPS)[1], frame.depth)
        state = found
        step = _first(list(range(STEPS + 1)), lambda n: fits(found, n)) or 0
    sections = state.apply(page.sections)
    placed, walker = lay(state, step)
    report = FitReport(
        walker.setting.size,
        walker.setting.leading,
        walker.setting.spacing,
        (frame.top - walker.y) / frame.depth,
        state.left_out(page.sections),
        frozenset(walker.missing),
    )
    if page.direction == "rtl":
        placed = [mirrored(element, frame.width) for element in placed]
    shortened = replace(page, sections=sections)
    logo = load_logo(page.theme, folders, page.language)
    return FittedPage(
        shortened,
        theme,
        frame,
        walker.setting,
        walker.styles,
        tuple(placed),
        report,
        tuple(walker.halves),
        logo,
    )


def _first(items: Sequence[T], good: Callable[[T], bool]) -> T | None:
    """The first item for which `good` holds; it is taken to hold for all that follow."""
    if not good(items[-1]):
        return None
    low, high = 0, len(items) - 1
    while low < high:
        middle = (low + high) // 2
        if good(items[middle]):
            high = middle
        else:
            low = middle + 1
    return items[low]


def _refusal(page: Page, walker: Flow, depth: float) -> InputError:
    name, height = max(walker.heights.items(), key=lambda item: item[1])
    block = name or "title"
    share = round(100 * height / depth)
    message = f"the page cannot fit one sheet: block `{block}` alone takes {share} % of it"
    advice = f"shorten the facts printed in `{block}`, or let the template drop more of it"
    return InputError([Finding("E501", message, page.title, advice=advice)])
