"""Text -> what its first and last lines say about the document: date, title, author, publisher.

Read are front matter (`---`), a line such as ` date 2022-10 © Copyright : Somebody / Paper`, a line
that holds little but a date, a byline, a dateline such as `PARIS, 3 mars (Agency) -`, and a time
and date at the end.
"""

from __future__ import annotations

import calendar
import functools
import re
from dataclasses import dataclass

from eventbrief.facts.datestamp import month_number, month_pattern, stamps
from eventbrief.sources.words import any_word, fields

_FRONT = re.compile(r"\A---\n(?P<lines>.*?\n)---\s*\n", re.DOTALL)
_PAIR = re.compile(r"^(?P<key>[A-Za-z]+)\s*:\s*(?P<value>.+?)\s*$", re.MULTILINE)
_STAMP_LINE = re.compile(
    r"\A\s*date\s+(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)\b[ \t]*"
    r"(?P<credit>(?:©|\(c\)|copyright)[^\n]*)?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^[ \t]*(?:©\s*(?:copyright)?|copyright\s*©?|\(c\)\s*copyright)\s*:?\s*"
    r"(?P<names>[^\n]{2,120})$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^[^\W\d_][^\n()]{1,60}\((?P<agency>[A-Z][\w .&'’-]{1,30})\)\s*[-–—:.]", re.MULTILINE
)
_SLASHED = re.compile(
    r"^[^\W\d_][^\n/]{1,30}/\d[\d.\-]{5,9}/\s?(?P<agency>[^\n/:]{2,30}?)\s*:", re.MULTILINE
)
_HEAD_LINES = 8
_TITLE_LENGTH = 220
_DATE_LINE = 40  # code points of a line that holds little but a date
_YEAR_SOUGHT = 20_000  # code points in which the one year of the text is looked for
_BESIDE_DATE = 20  # code points: "Published on", "Mis à jour le"


@dataclass
class Heading:
    """What is known about the document; `body` is where its running text starts."""

    published: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    body: int = 0


def read_heading(text: str, known: Heading | None = None) -> Heading:
    """What the document says about itself, beside what is `known` from its file."""
    heading = known or Heading()
    _front_matter(text, heading)
    _stamp_line(text, heading)
    _lines(text, heading)
    _datelines(text, heading)
    _dated_line(text, heading)
    if not heading.published:
        heading.published = _published(text, heading.body)
    return heading


def holds_but_a_date(line: str, length: int) -> bool:
    """True for a line with a date of `length` code points and next to nothing else."""
    rest = line.strip()
    return len(rest) - length <= _BESIDE_DATE and not rest.endswith((".", "!", "?"))


def _front_matter(text: str, heading: Heading) -> None:
    match = _FRONT.match(text)
    if not match:
        return
    heading.body = match.end()
    for pair in _PAIR.finditer(match["lines"]):
        field = fields().get(pair["key"].lower())
        value = pair["value"].strip("\"'")
        if field == "published":
            found = next(iter(stamps(value)), None)
            partial = re.fullmatch(r"\d{4}(-\d{2})?", value)
            value = found.date.isoformat() if found else value if partial else ""
        if field and value:
            setattr(heading, field, value)


def _stamp_line(text: str, heading: Heading) -> None:
    match = _STAMP_LINE.match(text)
    if not match:
        return
    heading.published = heading.published or match["date"]
    heading.body = match.end()
    if match["credit"]:
        _credit(match["credit"], heading)


def _credit(line: str, heading: Heading) -> None:
    match = _CREDIT.match(line)
    if not match:
        return
    names = [part.strip(" .") for part in match["names"].split("/")]
    if len(names) == 1:
        heading.publisher = heading.publisher or names[0]
        return
    heading.author = heading.author or names[0]
    heading.publisher = heading.publisher or names[-1]


def _lines(text: str, heading: Heading) -> None:
    """Walk the first lines until the running text starts."""
    position = heading.body
    for _ in range(_HEAD_LINES):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)]
        words = line.strip()
        if end < 0 and words:
            break
        repeated = bool(words) and words == heading.title
        if words and not repeated and not _about_the_document(words, heading):
            if heading.title or not _is_title(line, text[end:]):
                break
            heading.title = words.lstrip("# ").strip()
        if end < 0:
            break
        position = end + 1
        heading.body = position


@functools.cache
def _byline() -> re.Pattern[str]:
    return re.compile(
        rf"^{any_word('by')}\s*:?\s+(?P<name>[^\W\d_][^\n,.;:]{{2,60}})$",
        re.IGNORECASE | re.MULTILINE,
    )


def _about_the_document(words: str, heading: Heading) -> bool:
    """True for a date line, a credit or a byline."""
    before = heading.author, heading.publisher
    _credit(words, heading)
    byline = _byline().match(words)
    if byline and len(words) < 70:
        heading.author = heading.author or byline["name"].strip()
        return True
    if (heading.author, heading.publisher) != before:
        return True
    found = next(iter(stamps(words)), None)
    longest = 110 if "|" in words else 60  # a line of parts: place | office | date
    if found and len(words) - (found.end - found.start) <= longest - 20 and len(words) <= longest:
        date = found.date.isoformat()
        if not heading.published or date.startswith(heading.published):
            heading.published = date
        return True
    return False


def _is_title(line: str, rest: str) -> bool:
    """A short first line that is no sentence and is followed by text."""
    words = line.strip()
    if line.lstrip().startswith("#"):
        return True
    if len(words) > _TITLE_LENGTH or words.endswith((".", ":", ";", ",")) or not rest.strip():
        return False
    following = next((part for part in rest.split("\n") if part.strip()), "")
    dated = len(following) <= _DATE_LINE and next(iter(stamps(following)), None) is not None
    return rest.startswith("\n\n") or len(following) > len(words) or dated


def _datelines(text: str, heading: Heading) -> None:
    start = text[heading.body : heading.body + 400]
    match = _SLASHED.search(start) or _DATELINE.search(start)
    if match and not heading.publisher:
        heading.publisher = match["agency"].strip()


@functools.cache
def _day_lines() -> tuple[re.Pattern[str], ...]:
    """Datelines with a day: "PARIS, 3 mars (Agency) -", "Bakou, 5 avril, AZERTAC"."""
    place = r"^[ \t]*[^\W\d_][^\n,،()]{1,40}(?:[,،][^\n,،()]{1,30})?"
    place += r"(?:[,،]\s+|\s\([A-Za-z .]{2,20}\),?\s+|\s?[–—]\s?)"
    place += rf"(?:{any_word('on')}\s+)?"
    of, suffix = rf"(?:{any_word('of')}\s+)?", rf"{any_word('day_suffixes')}?"
    after = (
        rf"(?:,?\s+{of}(?P<y>\d{{4}}))?(?:\s?\([A-Za-z .]{{2,20}}\))?"
        r"(?:\.?[,\s]*[-–—(:]|\.\s|,\s*(?P<agency>[A-Z][A-Za-z]{2,11})\s*$)"
    )
    return (
        re.compile(
            rf"{place}(?P<d>\d{{1,2}}){suffix},?\s+{of}(?P<m>{month_pattern()}){after}",
            re.IGNORECASE | re.MULTILINE,
        ),
        re.compile(
            rf"{place}(?P<m>{month_pattern()})\s+(?P<d>\d{{1,2}}){after}",
            re.IGNORECASE | re.MULTILINE,
        ),
    )


def _dated_line(text: str, heading: Heading) -> None:
    """A day in the dateline makes a publication date whole, or sets it where it has its year."""
    for pattern in _day_lines():
        match = pattern.search(text, heading.body, heading.body + 300)
        if match is None:
            match = pattern.match(text[heading.body : heading.body + 300])
        if match is None:
            continue
        heading.publisher = heading.publisher or match["agency"]
        year = match["y"] or (heading.published or "")[:4] or _only_year(text)
        month, day = month_number(match["m"]), int(match["d"])
        whole = len(heading.published or "") == 10
        if not year or whole or not 1 <= day <= calendar.monthrange(int(year), month)[1]:
            return
        if heading.published and heading.published[5:7] not in ("", f"{month:02d}"):
            return
        heading.published = f"{year}-{month:02d}-{day:02d}"
        return


def _only_year(text: str) -> str:
    """The year that the text names, if it names but one."""
    years = set(re.findall(r"(?<![\d.,/-])(?:19|20)\d{2}(?![\d/]|[.,]\d)", text[:_YEAR_SOUGHT]))
    return next(iter(years)) if len(years) == 1 else ""


def _published(text: str, body: int) -> str | None:
    slashed = _SLASHED.search(text[body : body + 400])
    if slashed:
        found = next(iter(stamps(slashed.group())), None)
        if found:
            return found.date.isoformat()
    timed = _timed().search(text)
    if timed:
        found = next(iter(stamps(timed["a"] or timed["b"])), None)
        return found.date.isoformat() if found else None
    return _last_line(text)


@functools.cache
def _timed() -> re.Pattern[str]:
    """A date beside an hour: "12:30 3/5/2023", "3/5/2023 à 12h30"."""
    return re.compile(
        r"\b\d{1,2}[:h]\d{2}\s+(?P<a>\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})|"
        r"(?P<b>\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})"
        rf"(?:[ T]+|,? {any_word('at')} )\d{{1,2}}[:h]\d{{2}}\b"
    )


def _last_line(text: str) -> str | None:
    """The date in a last line that holds little else: "Published October 16, 2024"."""
    line = text.rstrip().rsplit("\n", 1)[-1].strip()
    after = re.split(r"(?<=[.!?»\"”)])\s+", line)[-1]  # the last words after the last sentence
    line = after.strip("()") if len(after) < _DATE_LINE else line
    found = next(iter(stamps(line)), None)
    if found is None or not holds_but_a_date(line, found.end - found.start):
        return None
    return found.date.isoformat()
