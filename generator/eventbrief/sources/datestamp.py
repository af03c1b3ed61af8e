"""The dates that are written in a text; they are read where the facts are compared, too."""

from eventbrief.facts.datestamp import Stamp, month_number, month_pattern, months, stamps

__all__ = ["Stamp", "month_number", "month_pattern", "months", "stamps"]
