"""The body of an e-mail as blocks -> its plain text and its HTML.

HTML is plain and styled inline, as mail programs ask; no picture and no address is fetched.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator

from eventbrief.compose.blocks import (
    Block,
    BulletList,
    Heading,
    Inline,
    KeyFacts,
    Notes,
    Paragraph,
    Quotation,
    Run,
    as_run,
    plain,
)
from eventbrief.compose.mail import MailText
from eventbrief.compose.wording import typeset

_WIDTH = 72
_STYLE = "font-family:Calibri,Arial,sans-serif;font-size:11pt;line-height:1.45;color:#1b1f24"


def text_of(mail: MailText) -> str:
    """The body as plain text, lines of 72 characters at most where words allow."""
    blocks = [
        "\n".join(_text(block, mail.language)) for section in mail.body for block in section.blocks
    ]
    return "\n\n".join(blocks) + "\n"


def html_of(mail: MailText) -> str:
    """The body as an HTML document."""
    blocks = "\n".join(_html(block) for section in mail.body for block in section.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{mail.language}" dir="{mail.direction}">\n<head>'
        f'<meta charset="utf-8"><title>{html.escape(mail.subject)}</title></head>\n'
        # Mail programs keep no attribute of html or body: a div carries what matters.
        f'<body>\n<div lang="{mail.language}" dir="{mail.direction}" style="{_STYLE}">\n{blocks}\n'
        "</div>\n</body>\n</html>\n"
    )


def _text(block: Block, language: str) -> Iterator[str]:
    if isinstance(block, KeyFacts):
        for fact in block.facts:
            told = typeset(f"{plain(fact.label)}: {plain(fact.value)}", language)
            yield from _wrapped(told)
    elif isinstance(block, (BulletList, Notes)):
        for item in block.items:
            yield from _wrapped(plain(item), "- ")
    elif isinstance(block, Quotation):
        yield from _wrapped(plain(block.content), "> ", "> ")
        if block.attribution:
            yield from _wrapped(plain(block.signature), "> ", "> ")
    else:
        yield from _wrapped(plain(block.content))


def _wrapped(text: str, first: str = "", other: str | None = None) -> list[str]:
    rest = " " * len(first) if other is None else other
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _html(block: Block) -> str:
    if isinstance(block, KeyFacts):
        rows = "".join(
            f'<tr><th style="text-align:start;padding-inline-end:12pt">{_runs(f.label)}</th>'
            f"<td>{_runs(f.value)}</td></tr>"
            for f in block.facts
        )
        return f'<table role="presentation" style="{_STYLE}">{rows}</table>'
    if isinstance(block, (BulletList, Notes)):
        items = "".join(f"<li>{_runs(item)}</li>" for item in block.items)
        return f"<ul>{items}</ul>"
    if isinstance(block, Quotation):
        signed = f"<br>{_runs(block.signature)}" if block.attribution else ""
        return f"<blockquote>{_runs(block.content)}{signed}</blockquote>"
    if isinstance(block, Heading):
        return f"<h{block.level}>{_runs(block.content)}</h{block.level}>"
    assert isinstance(block, Paragraph)  # noqa: S101 - the last kind of block
    return f"<p>{_runs(block.content)}</p>"


def _runs(content: Inline) -> str:
    return "".join(_run(part) for part in map(as_run, content))


def _run(run: Run) -> str:
    words = html.escape(run.text)
    if run.language:
        words = f'<span lang="{html.escape(run.language)}">{words}</span>'
    if run.bold:
        words = f"<strong>{words}</strong>"
    if run.italic:
        words = f"<em>{words}</em>"
    if run.note:
        words = f"<sup>{words}</sup>"
    if run.link:
        words = f'<a href="{html.escape(run.link)}">{words}</a>'
    return words
