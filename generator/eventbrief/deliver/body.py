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
    KeyFacts,
    Notes,
    Paragraph,
    Quotation,
    plain,
)
from eventbrief.compose.mail import MailText
from eventbrief.compose.wording import typeset
from eventbrief.render.html import inline_html

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
            f'<tr><th style="text-align:start;padding-inline-end:12pt">{inline_html(f.label)}</th>'
            f"<td>{inline_html(f.value)}</td></tr>"
            for f in block.facts
        )
        return f'<table role="presentation" style="{_STYLE}">{rows}</table>'
    if isinstance(block, (BulletList, Notes)):
        items = "".join(f"<li>{inline_html(item)}</li>" for item in block.items)
        return f"<ul>{items}</ul>"
    if isinstance(block, Quotation):
        signed = f"<br>{inline_html(block.signature)}" if block.attribution else ""
        return f"<blockquote>{inline_html(block.content)}{signed}</blockquote>"
    if isinstance(block, Heading):
        return f"<h{block.level}>{inline_html(block.content)}</h{block.level}>"
    assert isinstance(block, Paragraph)  # noqa: S101 - the last kind of block
    return f"<p>{inline_html(block.content)}</p>"
