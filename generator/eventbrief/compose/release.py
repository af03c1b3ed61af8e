"""A fact sheet + audience templates -> where a page says that it may be published and may not be.

That a page tells its release is read off the template, without rendering it: its page, a file that
it includes, its Word file or the wording of its e-mails names the field `brief.release`.
"""

from __future__ import annotations

import contextlib
import functools
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, TemplateError, nodes

from eventbrief.compose.page import marking_or_default, release_of
from eventbrief.compose.template import Template, mail_path
from eventbrief.compose.wording import languages, wording
from eventbrief.extract.text.likeness import fold
from eventbrief.facts.document import Document, read_text
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.seen import SeenSheet, seen_by
from eventbrief.facts.text import all_wordings, original

_ARTICLES = ("ال", "لل")  # written to the front of an Arabic word
_IN_WORD = re.compile(r"\.\s*release\b")


def contradictions(document: Document, templates: Iterable[Template]) -> Iterator[Finding]:
    """E375 for each marking that forbids what a page announces, naming the audiences.

    A marking that an audience may not see does not stand on its page.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for template in templates:
        seen = seen_by(document.sheet, template.audience, document.sheet.language)
        told = _contradiction(seen, template)
        if told:
            found.setdefault(told, []).append(template.audience)
    for (release, marking), names in found.items():
        briefs = f"{names[0]} brief says" if len(names) == 1 else f"briefs {', '.join(names)} say"
        message = f"the {briefs} `{release}` under the marking `{marking}`"
        advice = "keep the marking for others by `audiences:`, or change it"
        yield document.finding("E375", message, "/prepared/marking", advice)


def _contradiction(seen: SeenSheet, template: Template) -> tuple[str, str] | None:
    """What the page says of its release, and the marking above it, where the two contradict."""
    marking = marking_or_default(seen, template)
    if marking is None or not restricts(all_wordings(marking)) or not tells_release(template):
        return None
    used = next((n for n in template.settings.languages if n in languages()), "en")
    return release_of(seen, wording(used)), original(marking, seen.language)


def restricts(markings: Iterable[str]) -> bool:
    """True where one of the wordings of a marking keeps what it marks from being published.

    Words of every language are looked for, as a marking may be in another than the sheet's.
    """
    return any(_restricts(marking) for marking in markings)


def _restricts(marking: str) -> bool:
    folded = _plain(marking)
    for harmless in _listed("unrestricting"):
        folded = folded.replace(harmless, " ")
    return any(words in folded for words in _listed("restricting"))


@functools.cache
def _listed(key: str) -> tuple[str, ...]:
    return tuple(_plain(words) for name in languages() for words in wording(name).data[key])


def _plain(text: str) -> str:
    """The words without case, accents and Arabic articles, between single spaces."""
    words = (w[2:] if w.startswith(_ARTICLES) and len(w) > 4 else w for w in fold(text).split())
    return f" {' '.join(words)} "


def tells_release(template: Template) -> bool:
    """True where the template's page or e-mail says when it may be published."""
    if template.word and _word_names_it(template.word):
        return True
    texts = [template.page]
    with contextlib.suppress(InputError):  # a fault there is told where the e-mail is made
        texts.append(read_text(mail_path(template), "template"))
    return any(_names_it(text, template.chain, set()) for text in texts)


def _names_it(text: str, chain: tuple[Path, ...], known: set[str]) -> bool:
    """True where the text, or a file that it includes, names the field."""
    try:
        parsed = Environment(autoescape=True).parse(text)
    except TemplateError:  # E402 tells it, where the page is made
        return False
    fields = {n.attr for n in parsed.find_all(nodes.Getattr)}  # `brief` may have another name there
    fields |= {_constant(n.arg) for n in parsed.find_all(nodes.Getitem)}
    if "release" in fields:
        return True
    included = {_constant(node.template) for node in parsed.find_all(nodes.Include)} - known
    files = (f / name for name in sorted(included) for f in chain if name and (f / name).is_file())
    return any(_names_it(read_text(p, "template"), chain, known | included) for p in files)


def _constant(node: nodes.Node) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def _word_names_it(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            parts = [n for n in package.namelist() if re.fullmatch(r"word/\w+\.xml", n)]
            texts = (package.read(name).decode("utf-8", "replace") for name in parts)
            return any(_IN_WORD.search(re.sub(r"<[^>]*>", "", text)) for text in texts)
    except (OSError, zipfile.BadZipFile):
        return False
