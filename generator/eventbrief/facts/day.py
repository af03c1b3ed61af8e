"""A date as a source states it, which may be a month or a year alone -> a day."""

from __future__ import annotations

import datetime


def first_day(value: str) -> datetime.date:
    """The first day of 2022-10-25, 2022-10 or 2022.

    Raises:
        ValueError: there is no such day.
    """
    return datetime.date.fromisoformat(f"{value}-01-01"[:10])
