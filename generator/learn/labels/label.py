"""What a label is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document

Label = Callable[[Document, Question, Candidate, dict[str, Any]], bool | None]
"""Whether the candidate is what the gold states; None where the gold leaves it open."""
