"""What is wrong somewhere in a file, as data: code, severity, position, advice.

A finding is raised where it is known and worded for the person where it is shown (`render`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error fails a run, a warning fails it under --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing a person should know about one place in a file.

    Attributes:
        code: `E` or `W` and three digits; documented in docs/diagnostics.md.
        message: what is wrong, one line without a full stop.
        file: path as the user gave it.
        line: 1-based; 0 where the file as a whole is meant.
        column: 1-based, in code points; 0 where the whole line is meant.
        excerpt: the line of the file, shown above the caret.
        advice: what to do, or empty.
        pointer: RFC 6901 pointer into the fact sheet, or empty.
    """

    code: str
    message: str
    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    advice: str = ""
    pointer: str = ""

    @property
    def severity(self) -> Severity:
        """Warning for codes that start with `W`, error for all others."""
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)

    def as_json(self) -> dict[str, object]:
        """The finding for programs: plain values, no excerpt."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "pointer": self.pointer,
            "advice": self.advice,
        }


@dataclass
class InputError(Exception):
    """The user's input cannot be used; carries every finding, not the first."""

    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__("; ".join(f"{f.place}: {f.code}: {f.message}" for f in self.findings))


def nearest_name(wanted: str, known: Sequence[str]) -> str:
    """Advice on a name that there is not: the known one that was meant, else all of them."""
    near = difflib.get_close_matches(wanted, known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known)}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """True where at least one finding is an error."""
    return any(f.severity is Severity.ERROR for f in findings)
