"""A secret planted anywhere in a sheet is in nothing that is made for those who may not see it.

Where it may be kept comes from the table of facts; where it is repeated are all places that nobody
reads on a page: evidence, sources, conflicts, what was left out, comments.
"""

from __future__ import annotations

import copy
import email
import email.policy
import functools
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from eventbrief.cli.reporting import fit_as_json
from eventbrief.compose.page import Options
from eventbrief.compose.template import load_template
from eventbrief.compose.wording import languages
from eventbrief.deliver.calendar import calendar_file
from eventbrief.deliver.recipients import Recipient
from eventbrief.facts import writer
from eventbrief.facts.document import Document, parse
from eventbrief.facts.fact import Fact, Part, Says, Type
from eventbrief.facts.seen import seen_by
from eventbrief.facts.table import FACTS, fact_at, head_of
from eventbrief.workspace.briefs import Wanted, make_briefs
from eventbrief.workspace.mailing import plan
from eventbrief.workspace.settings import MailSettings, Settings
from eventbrief.workspace.trial import samples

AUDIENCES = ("delegation", "executive", "partners", "press", "public", "security")
READ = (Type.TEXT, Type.NAME, Type.ADDRESS, Type.FILE)
COMPARED = (Type.NUMBER, Type.DAY)  # told by value, in whatever form; as are countries and clocks
PLAIN_SOURCE = {"file": "plain.txt", "sha256": "3" * 64}


def item_of(fact: Fact) -> str:
    """The pattern of the item, kept for some audiences by its mark, that the fact stands in."""
    parts = fact.at.split("/")
    heads = ("/".join(parts[:end]) for end in range(2, len(parts)))
    return next((at for at in heads if (held := fact_at(at)) and held.kept), "")


def is_secret(fact: Fact) -> bool:
    """True where to know the value is to know the fact."""
    told = (
        fact.type in COMPARED
        or fact.says in (Says.FIRST_HOUR, Says.LAST_HOUR)
        or fact.at == "/countries/named/*"
    )
    return told or fact.type in READ


SECRET = [f for f in FACTS if is_secret(f) and (h := head_of(f.at)) and h.part is not Part.RECORDS]
KEPT = [(f, True) for f in SECRET if item_of(f)] + [(f, False) for f in SECRET if f.worded]

LETTERS = {
    "en": ("BKQVXZ", "abefgijkouqvwxz"),
    "fr": ("BÉÇKQZ", "abéèçfgjoqùxzœ"),
    "es": ("BÑQZÁ", "abáéfgjñoqúüxz"),
    "ar": ("خذضظغ", "اخذضظغثصجةىأ"),
}


@st.composite
def names(draw: st.DrawFn) -> str:
    """Two words that stand nowhere else, in the letters of one language."""
    first, rest = LETTERS[draw(st.sampled_from(sorted(LETTERS)))]
    word = st.tuples(st.sampled_from(first), st.text(rest, min_size=6, max_size=9)).map("".join)
    return f"{draw(word)} {draw(word)}"


FORMS = {
    "as it is": lambda s: s,
    "in capitals": str.upper,
    "in small letters": str.lower,
    "without accents": lambda s: "".join(
        c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c)
    ),
    "with more accents": lambda s: s.replace("a", "a\u0302").replace("ا", "اَ"),
    "with a hyphen": lambda s: s.replace(" ", "-"),
    "with a space that does not break": lambda s: s.replace(" ", "\u00a0"),
    "over two lines": lambda s: s.replace(" ", "\n  "),
    "in one word": lambda s: s.replace(" ", ""),
    "with a soft hyphen": lambda s: s[:3] + "\u00ad" + s[3:],
    "in quotation marks": lambda s: f"« {s} »",
    "with an underscore": lambda s: s.replace(" ", "_"),
}
COUNTRIES = {
    "UZ": ("Uzbekistan", "Ouzbékistan", "Uzbekistán", "أوزبكستان"),
    "NZ": ("New Zealand", "Nouvelle-Zélande", "Nueva Zelanda", "نيوزيلندا"),
    "KH": ("Cambodia", "Cambodge", "Camboya", "كمبوديا"),
    "PY": ("Paraguay", "le PARAGUAY", "paraguay", "باراغواي"),
}
MONTHS = (("March", "mars", "marzo", "مارس"), ("October", "octobre", "octubre", "أكتوبر"))
PLACES = ("evidence", "rival", "by", "stated", "title", "publisher", "author", "file", "part", "id",
          "value", "conflict", "left out", "left out by", "comment")  # fmt: skip


def places(fact: Fact) -> list[str]:
    """Where a secret may stand besides; what another source says of itself too is none."""
    return [p for p in PLACES if fact.at != f"/sources/*/{p}"]


@dataclass(frozen=True)
class Told:
    """A value, the forms in which it is repeated, and what no text made for others may match."""

    value: Any
    forms: tuple[str, ...]
    never: re.Pattern[str]


@st.composite
def values(draw: st.DrawFn, fact: Fact) -> Told:
    """A value of the fact's kind that the rest of the sheet does not have."""
    if fact.type is Type.NUMBER:
        number = draw(st.integers(2_000_000, 9_999_999))
        kinds = ("countries", "pays") if fact.says is Says.COUNTRIES else (KIND,)
        written = (str(number), f"{number:,}", f"{number:,}".replace(",", "\u202f"))
        forms = tuple(f for w in written for k in kinds for f in (f"{w} {k}", f"{k}: {w}"))
        grouped = f"{number:,}".replace(",", r"\W?")
        return Told(number, forms, re.compile(rf"(?<!\d){grouped}(?!\d)"))
    if fact.type is Type.DAY:
        number, months = draw(st.sampled_from([(3, MONTHS[0]), (10, MONTHS[1])]))
        day, year = draw(st.integers(10, 28)), draw(st.integers(2031, 2039))
        digits = (
            f"{year}-{number:02}-{day}",
            f"{day}/{number:02}/{year}",
            f"{year}{number:02}{day}",
        )
        en, fr, es, ar = months
        said = (f"{day} {en} {year}", f"{en} {day}, {year}", f"{day} {fr} {year}", f"{day} de {es} de {year}",
                f"{day} {ar} {year}")  # fmt: skip
        return Told(
            digits[0], (*digits, *said), re.compile("|".join(map(re.escape, (*digits, *said))))
        )
    if fact.type is Type.TIME:
        hour, minute = draw(st.integers(1, 9)), draw(st.sampled_from([13, 17, 37, 49]))
        forms = (
            f"0{hour}:{minute}",
            f"{hour}:{minute} am",
            f"{hour}h{minute}",
            f"{hour} h {minute}",
        )
        return Told(forms[0], forms, re.compile(rf"(?<![\d:])0?{hour} ?[:h] ?{minute}(?![\d:])"))
    if fact.type is Type.CODE:
        code = draw(st.sampled_from(sorted(COUNTRIES)))
        never = "|".join(map(letters, COUNTRIES[code]))
        return Told(code, (*COUNTRIES[code], COUNTRIES[code][0].upper()), re.compile(never))
    secret = draw(names())
    forms = () if fact.says is Says.PHONE else tuple(form(secret) for form in FORMS.values())
    return Told(secret, forms, re.compile("|".join(map(letters, secret.split()))))


def tells(told: Told, text: str) -> bool:
    """True where the text has the value; words are compared as letters alone, numbers as they are."""
    return bool(told.never.search(text) or told.never.search(letters(text)))


def base_data() -> dict[str, Any]:
    """A sheet that has everything, as data that can be added to."""
    base = samples()["full"].model_dump(exclude_none=True)
    base["prepared"].pop("date")
    base["evidence"] = {key: list(items) for key, items in base["evidence"].items()}
    return base


KIND = str(base_data()["participants"][0]["kind"])


def placed(data: dict[str, Any], pattern: str, value: Any) -> dict[str, Any]:
    """The data with the value at the pattern, in a new first item."""
    made = copy.deepcopy(data)
    here: Any = made
    parts = pattern.split("/")[1:]
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if following is None:
            break
        if part == "*" and isinstance(here, dict):
            here["hidden-one"] = dict(PLAIN_SOURCE)
            here = here["hidden-one"]
        elif part == "*":
            here.insert(0, {k: v for k, v in copy.deepcopy(here[0]).items() if k != "audiences"})
            here = here[0]
        else:
            if isinstance(here.get(part), tuple):
                here[part] = list(here[part])
            here = here.setdefault(part, {})
    if parts[-1] == "*":
        here.insert(0, value)
    else:
        here[parts[-1]] = value
    return made


def repeated(data: dict[str, Any], place: str, words: str) -> str:
    """The words put into the data at the place; gives the comment that goes into the file."""
    source, evidence = (
        data["sources"]["example-news"],
        data["evidence"].setdefault("/event/city", []),
    )
    other = {"value": "Porto", "source": "example-gazette", "text": "in Porto"}
    said = {"source": "example-news", "at": [90, 95], "text": "22", "status": "found"}
    left = {"source": "example-news", "at": [1, 5], "text": "x", "status": "found"}
    if place == "evidence":
        evidence.append({**said, "text": f"so say {words} there"})
    elif place in ("rival", "by"):
        evidence.append({**said, place: words})
    elif place == "stated":
        evidence.append({"status": "stated", "by": words})
    elif place in ("title", "publisher", "author"):
        source[place] = f"{words} today" if place == "title" else words
    elif place in ("file", "part"):
        source[place] = f"notes/{words}.txt"
    elif place == "id":
        data["sources"][words] = source | {"file": "c.txt"}
        evidence.append({**said, "source": words})
    elif place in ("value", "conflict"):
        told = {
            "value": words if place == "value" else "Faro",
            "source": "example-news",
            "text": "in",
        }
        told["text"] = words if place == "conflict" else "in Faro"
        conflict = {"at": "/event/country", "values": [other, told]}
        data["conflicts"] = [*data.get("conflicts", ()), conflict]
    elif place == "left out":
        data["left_out"] = [*data.get("left_out", ()), {**left, "text": words}]
    elif place == "left out by":
        data["left_out"] = [*data.get("left_out", ()), {**left, "by": words}]
    return f"# {' '.join(words.split())}\n" if place == "comment" else ""


@functools.lru_cache(maxsize=100_000)
def letters(text: str) -> str:
    """The text's letters alone; not the program's own way of comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold()
    kept = re.sub(r"[\W_]", "", plain)
    return kept.replace("œ", "oe").replace("ـ", "").replace("ة", "ه").replace("ى", "ي")


def strings(thing: Any, depth: int = 0) -> Iterator[str]:
    """Every string in a PDF object, but not in those it refers to."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth < 8 and isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in list(thing.keys()):
            yield str(key)
            if (value := thing.get(key)) is not None and not getattr(value, "is_indirect", False):
                yield from strings(value, depth + 1)
    elif depth < 8 and isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from strings(value, depth + 1)


def texts_of_pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            yield from strings(thing)
            if isinstance(thing, pikepdf.Stream):
                raw = thing.read_bytes()
                if raw[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
                    continue  # a font: glyphs of the page's letters, the same for any order of them
                yield raw.decode("utf-8", "replace")
                for found in re.findall(rb"<(?i:feff)([0-9A-Fa-f]+)>", raw):  # /ActualText
                    yield bytes.fromhex(found.decode()).decode("utf-16-be", "replace")
        for name, held in pdf.attachments.items():
            yield name
            yield held.get_file().read_bytes().decode("utf-8")
    with PdfDocument(data) as opened:
        text = opened[0].get_textpage().get_text_bounded()
        yield from (text, text[::-1])


def texts_of_mail(data: bytes) -> Iterator[str]:
    made = email.message_from_bytes(data, policy=email.policy.default)
    yield from (str(value) for value in made.values())
    for part in made.walk():
        yield part.get_filename() or ""
        if not part.is_multipart():
            held = part.get_payload(decode=True)
            assert isinstance(held, bytes)
            yield from texts_of(part.get_filename() or "x.txt", held)


def texts_of(name: str, data: bytes) -> Iterator[str]:
    yield name
    if name.endswith(".pdf"):
        yield from texts_of_pdf(data)
    elif name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for inner in package.namelist():
                yield inner
                if inner.endswith((".xml", ".rels")):
                    xml = package.read(inner).decode("utf-8")
                    yield from (xml, re.sub(r"<[^>]+>", "", xml))
    elif name.endswith(".ics"):
        yield data.decode("utf-8").replace("\r\n ", "")
    else:
        text = data.decode("utf-8", "replace")
        yield from (text, re.sub(r"<[^>]+>", "", text))


def made_for(
    document: Document, audience: str, language: str, sender: str | None
) -> Iterator[tuple[str, str]]:
    """Every text in everything that is made for the audience, with where it stands."""
    template, options = load_template(audience), Options(today="2024-05-10")
    formats = ("pdf", "docx", "html", "txt")
    embedded = document.tree.text.encode("utf-8")
    wanted = Wanted((template,), (language,), formats, options, embedded=embedded)
    briefs, findings = make_briefs(document.sheet, wanted)
    files = {name: data for brief in briefs for name, data in brief.files.items()}
    assert len(files) == len(formats), findings
    files["event.ics"] = calendar_file(seen_by(document.sheet, audience, language), options) or b""
    yield from (("fit report", fit_as_json([(Path("out"), brief)])) for brief in briefs)
    for name, data in files.items():
        yield from ((name, text) for text in texts_of(name, data))
    recipient = Recipient("a@example.org", "Awa", audience, language, (), "both", 1)
    chosen = Settings(mail=MailSettings(sender=sender))
    (planned,) = plan([document], [recipient], None, chosen, calendar=True)
    message = planned.message(correction=sender is None)
    yield from (("e-mail", text) for text in texts_of_mail(message.draft()))


def written(data: dict[str, Any], comment: str = "") -> Document:
    lines = [line for key, value in data.items() for line in writer.entry(f"/{key}", value, 0)]
    return parse(comment + "\n".join(lines) + "\n", Path("facts.yaml"))


@dataclass(frozen=True)
class Planted:
    """A secret, a sheet that holds it, and who may not see it."""

    secret: Told
    document: Document
    audience: str
    language: str
    sender: str | None


def hidden_in(
    base: dict[str, Any], fact: Fact, value: Any, marked: bool, holders: list[str]
) -> Any:
    """The sheet's data with the value, kept for the holders by its item's mark or by its own."""
    data = placed(base, fact.at, value if marked else {"text": value, "audiences": holders})
    if marked:
        item: Any = data
        for part in item_of(fact).split("/")[1:]:
            first = "hidden-one" if isinstance(item, dict) else 0
            item = item[first if part == "*" else part]
        item["audiences"] = holders
    return data


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    fact, marked = draw(st.sampled_from(KEPT))
    told = draw(values(fact))
    holders = draw(st.sets(st.sampled_from(AUDIENCES), min_size=1, max_size=3))
    audience = draw(st.sampled_from(sorted(set(AUDIENCES) - holders)))
    value: Any = told.value
    if fact.worded and draw(st.booleans()):
        value = {"en": value, draw(st.sampled_from(["fr", "es", "ar"])): value}
    data = hidden_in(base_data(), fact, value, marked, sorted(holders))
    comment, sender = "", None
    if told.forms:
        for place in draw(st.sets(st.sampled_from(places(fact)), min_size=1, max_size=3)):
            comment += repeated(data, place, draw(st.sampled_from(told.forms)))
        if fact.type in READ:
            sender = draw(st.sampled_from([None, f'"{told.value}" <desk@example.org>']))
    language = draw(st.sampled_from(languages()))
    return Planted(told, written(data, comment), audience, language, sender)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(planted())
def test_a_secret_is_in_nothing_that_is_made_for_others(case: Planted):
    assert str(case.secret.value) in case.document.tree.text
    for where, text in made_for(case.document, case.audience, case.language, case.sender):
        assert not tells(case.secret, text), (where, case.audience, case.language)


@pytest.mark.parametrize(
    ("fact", "marked"), KEPT, ids=[f"{f.at} by {'item' if m else 'text'}" for f, m in KEPT]
)
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_is_kept_and_wherever_it_is_repeated_others_get_a_sheet_without_it(
    fact: Fact, marked: bool, data: st.DataObject
):
    told = data.draw(values(fact))
    made = hidden_in(base_data(), fact, told.value, marked, ["executive"])
    for place in places(fact) if told.forms else ():
        repeated(made, place, data.draw(st.sampled_from(told.forms)))
    assert not tells(told, writer.write(seen_by(written(made).sheet, "press", "en")))


@pytest.mark.parametrize(
    ("fact", "marked"), KEPT, ids=[f"{f.at} by {'item' if m else 'text'}" for f, m in KEPT]
)
def test_wherever_it_is_kept_those_who_may_see_it_have_it(fact: Fact, marked: bool):
    kinds = {Type.NUMBER: 417, Type.DAY: "2031-03-04", Type.TIME: "03:17", Type.CODE: "UZ"}
    value = kinds.get(fact.type, "Quagmire Obelisk")
    sheet = written(hidden_in(base_data(), fact, value, marked, ["executive"])).sheet
    assert str(value) in writer.write(seen_by(sheet, "executive", "en"))
    assert str(value) not in writer.write(seen_by(sheet, "press", "en"))
