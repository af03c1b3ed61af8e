"""A Source made ready to be searched: folded text, paragraphs, sentences, quoted stretches.

Every view has the same length as the source's text, so that a position in one is a position in all.
"""

from __future__ import annotations

import bisect
import functools
import re

from eventbrief.extract.text.lexicon import UPPER, Lexicon
from eventbrief.extract.text.marks import Quoted, quoted
from eventbrief.extract.text.sense import Sense
from eventbrief.extract.text.span import Span, stripped
from eventbrief.extract.text.tokens import Tokens
from eventbrief.sources.source import Source

_FOLD = (
    *((mark, "'") for mark in "’‘ʼ′`"),
    *(
        (space, " ")
        for space in "\t\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
        "\u2009\u200a\u202f\u205f\u3000"
    ),
    *((hyphen, "-") for hyphen in "‐‑"),
    ("،", ","),
    ("؛", ";"),
    ("؟", "?"),
)
_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n")
_ENDS_SENTENCE = re.compile(r"[.!?:…»”\"'’)\]]\s*$")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_FULL = 0.6  # of the longest line; what is shorter is a heading or a last line
_COMMA_AND_MARK = re.compile(r",\s?[»”\"'’]\s*$")
_STOP = re.compile(rf"[.!?…]+[\"'»”’)\]]*\s+(?=[\"'«“‘(\[]?\s?[{UPPER}\d\u0600-\u06ff\u2588])|\n+")
MASK = "\u2588"


class Reading:
    """One source, ready to be searched."""

    def __init__(self, source: Source, lexicon: Lexicon) -> None:
        self.source = source
        self.lexicon = lexicon
        self.text = source.text
        self.body = source.body
        self.flat = _flatten(source.text, source.body)
        self.elsewhere: frozenset[int] = frozenset()  # sentences about another edition

    @functools.cached_property
    def quotes(self) -> list[Quoted]:
        """The stretches between quotation marks, in order."""
        return quoted(self.text, self.flat)

    @functools.cached_property
    def tokens(self) -> Tokens:
        """The words, made once."""
        return Tokens(self.flat, self.lexicon)

    @functools.cached_property
    def masked(self) -> str:
        """The folded text with what is quoted blocked out, but for a last full stop."""
        parts, position = [], 0
        for quote in self.quotes:
            start, end = quote.inner.start, quote.inner.end
            keep = 1 if end > start + 1 and self.text[end - 1] in ".!?," else 0
            parts += [self.flat[position:start], MASK * (end - keep - start)]
            position = end - keep
        parts.append(self.flat[position:])
        return "".join(parts)

    @functools.cached_property
    def sentences(self) -> list[Span]:
        """Sentences in order; a quotation never ends one from inside, but with its last stop."""
        spans, start = [], 0
        for match in _STOP.finditer(self.masked):
            if "\n" not in match.group() and self._abbreviated(match):
                continue
            spans.append(stripped(self.flat, start, match.end()))
            start = match.end()
        spans.append(stripped(self.flat, start, len(self.flat)))
        spans = [part for span in spans for part in self._outside_heading(span)]
        return [span for span in spans if span.end > span.start]

    def _outside_heading(self, span: Span) -> tuple[Span, ...]:
        """A first line that is about the document is no part of the first sentence."""
        if not span.start < self.body < span.end:
            return (span,)
        return (
            stripped(self.flat, span.start, self.body),
            stripped(self.flat, self.body, span.end),
        )

    def sentence_at(self, position: int) -> Span:
        """The sentence that `position` stands in."""
        return self.sentences[self.sentence_number(position)]

    def sentence_number(self, position: int) -> int:
        """The index of the sentence that `position` stands in."""
        return max(0, bisect.bisect_right(self._starts, position) - 1)

    def is_elsewhere(self, position: int) -> bool:
        """True where the sentence speaks of another edition of the event than the article."""
        return self.sentence_number(position) in self.elsewhere

    def next_quotation(self, position: int) -> int:
        """Where the next stretch between marks opens, or the end of the text."""
        index = bisect.bisect_left(self._opens, position)
        return self._opens[index] if index < len(self._opens) else len(self.text)

    def has_no_quotation(self, span: Span) -> bool:
        """True where nothing of a stretch is between quotation marks."""
        begins_in = self.quotation_number(span.start) is not None
        return not begins_in and self.next_quotation(span.start) >= span.end

    def quotation_at(self, position: int) -> Quoted | None:
        """The stretch that opens right at `position`, or None."""
        index = bisect.bisect_left(self._opens, position)
        found = self.quotes[index] if index < len(self.quotes) else None
        return found if found and found.outer.start == position else None

    def in_quotation(self, position: int) -> bool:
        """True where `position` is between quotation marks."""
        return self.quotation_number(position) is not None

    def quotation_number(self, position: int) -> int | None:
        """The index of the quotation that `position` stands in, its marks included, or None."""
        index = bisect.bisect_right(self._opens, position) - 1
        return index if index >= 0 and position < self.quotes[index].outer.end else None

    @functools.cached_property
    def sense(self) -> Sense:
        """Where something else holds than plain statement."""
        return Sense(self)

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    @functools.cached_property
    def _opens(self) -> list[int]:
        return [quote.outer.start for quote in self.quotes]

    def _abbreviated(self, match: re.Match[str]) -> bool:
        """True where the full stop belongs to an abbreviation or an initial."""
        if not match.group().startswith(".") or match.group().startswith(".."):
            return False
        word = re.search(r"[^\s(«“\"'-]+$", self.masked[max(0, match.start() - 12) : match.start()])
        if not word:
            return False
        token = word.group().strip(".")
        if re.fullmatch(r"[^\W\d_](?:\.[^\W\d_]){0,3}", token) and token.isupper():
            return True
        return token.lower() in self.lexicon.words("abbreviations") and token[:1].isupper()


def _goes_on(line: str, flat: str, position: int) -> bool:
    """True where the sentence runs over the end of its line: “..., ” and “said” below it."""
    return bool(_COMMA_AND_MARK.search(line)) or flat[position : position + 1].islower()


def folded(text: str) -> str:
    """Words with their marks and spaces made equal, as a reading has them."""
    return _fold(text).replace("\n", " ")


def _fold(text: str) -> str:
    """The text with marks and spaces made equal; most of those that could be are not there."""
    for written, made in _FOLD:
        if written in text:
            text = text.replace(written, made)
    return text


def _flatten(text: str, body: int) -> str:
    """Marks and spaces made equal; LF is kept only where a paragraph ends."""
    flat = _fold(text)
    parts, position = [], 0
    wrapped_until = -1  # the end of a block whose lines are broken by their width alone
    block = 0
    for match in _BREAK.finditer(flat):
        alone = match.group().count("\n") == 1
        if match.start() > wrapped_until and block <= match.start():
            block = _block_end(flat, match.start())
            wrapped_until = block if _is_wrapped(flat, position, block) else -1
        line = flat[flat.rfind("\n", 0, match.start()) + 1 : match.start()]
        ends = (
            not alone
            or match.start() < body
            or (
                match.start() > wrapped_until
                and bool(_ENDS_SENTENCE.search(line))
                and not _goes_on(line, flat, match.end())
            )
        )
        parts += [flat[position : match.start()], ("\n" if ends else " ") * len(match.group())]
        position = match.end()
    parts.append(flat[position:])
    return "".join(parts)


def _block_end(flat: str, position: int) -> int:
    """Where the lines around `position` end at an empty one."""
    match = _EMPTY_LINE.search(flat, position)
    return match.start() if match else len(flat)


def _is_wrapped(flat: str, start: int, end: int) -> bool:
    """True where a full line stops amid its sentence: lines were broken by their width."""
    lines = flat[start:end].split("\n")[:-1]
    longest = max((len(line) for line in lines), default=0)
    full = [line for line in lines if len(line) > _FULL * longest]
    amid = any(not _ENDS_SENTENCE.search(line) for line in full)
    return len(lines) > 1 and amid and len(full) > len(lines) / 2
