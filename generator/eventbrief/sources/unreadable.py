"""The error that every reader raises where its bytes are not what they should be."""

from __future__ import annotations


class UnreadableError(ValueError):
    """The bytes cannot be read as this kind of file; the message says why.

    Attributes:
        advice: what the user may do, where that depends on the reason.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.advice = advice
