"""SeenSheet + an audience's `mail.md.j2` + a reader's name -> subject and body of an e-mail.

The file begins with front matter that gives the subject; the rest is Markdown, with the fields that
pages have and `mail`, which is about this one message.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from eventbrief.compose.blocks import Section
from eventbrief.compose.engine import render, render_line
from eventbrief.compose.inheritance import Origin, numbered
from eventbrief.compose.markdown import sections
from eventbrief.compose.page import Options, context_of
from eventbrief.compose.sheet_words import View
from eventbrief.compose.template import Template, mail_path
from eventbrief.compose.wording import typeset, wording
from eventbrief.compose.words import Words, clean
from eventbrief.facts import tree
from eventbrief.facts.document import read_text
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import Line, Model
from eventbrief.facts.seen import SeenSheet
from eventbrief.facts.validation import validate

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)\r?\n---[ \t]*\r?\n", re.DOTALL)


class _Front(Model):
    """The front matter of `mail.md.j2`."""

    subject: Line


@dataclass(frozen=True)
class MailText:
    """The words of one message, in one language."""

    subject: str
    body: tuple[Section, ...]
    language: str
    direction: str


class MailComposer:
    """Words the messages about one sheet for one audience in one language.

    Raises:
        InputError: E402 an error in `mail.md.j2`, E412 it has no front matter with a subject.
    """

    def __init__(self, seen: SeenSheet, template: Template, options: Options) -> None:
        self.audience = seen.audience
        self._context = context_of(seen, template, options)
        self._words = wording(seen.read_in)
        self._template, self._subject, self._origin = _read(template)

    def compose(self, name: str, *, correction: bool = False) -> MailText:
        """The message to a reader called `name`, which may be empty."""
        context = {**self._context, "mail": self._mail(name, correction)}
        subject = render_line(self._subject, self._origin, context)
        if correction:
            subject = self.label("mail_correction_subject", subject=subject)
        markdown, slots = render(self._template, context)
        return MailText(
            clean(subject), sections(markdown, slots), self._words.language, self._words.direction
        )

    def label(self, key: str, **fields: str) -> str:
        """A label of the language with its fields filled in."""
        return typeset(self._words.labels[key].format(**fields), self._words.language)

    def _mail(self, name: str, correction: bool) -> View:
        context = self._context
        brief = context["brief"]
        contact = "".join(context["contacts"][0]["line"]) if context["contacts"] else ""
        name = _spoken(name)
        greeting = "mail_greeting" if name else "mail_greeting_all"
        said = {
            "greeting": self.label(greeting, name=name),
            "attached": self.label("mail_attached", name=brief["name"]),
            "correction": self.label("mail_correction") if correction else "",
            "embargo": self.label("mail_embargo", release=brief["release"]),
            "marking": self.label("mail_marking", marking=brief["marking"]),
            "questions": self.label("mail_questions", contact=contact),
            "name": name,
        }
        return View("mail", {key: Words(words) for key, words in said.items()})


def _spoken(name: str) -> str:
    """The name as it is said: `Diop, Awa` is Awa Diop."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip().isalpha() else name


def _read(template: Template) -> tuple[Template, str, Origin]:
    """The template of the body, the subject's text, and where that stands."""
    path = mail_path(template)
    text = read_text(path, "template")
    front = _FRONT.match(text)
    if front is None:
        message = "an e-mail begins with front matter that gives its subject"
        advice = "begin the file with a line `---`, then `subject: ...`, then `---`"
        raise InputError([Finding("E412", message, str(path), 1, 1, text.split("\n")[0], advice)])
    # The first line is kept, so that lines are counted as the person sees them.
    parsed = tree.parse("\n" + front["yaml"], str(path))
    subject = validate(parsed, _Front, "front matter").subject
    line = parsed.locate(("subject",)).line + 1
    skipped = text[: front.end()].count("\n")
    body = text[front.end() :]
    origins = tuple(origin for _, origin in numbered(path, text))
    whole = dataclasses.replace(template, page=body, origins=origins[skipped:])
    return whole, subject, origins[line - 1]
