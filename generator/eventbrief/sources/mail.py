"""Bytes of an e-mail -> its parts: the message, and every attachment that can be read."""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

from eventbrief.sources.decoding import normal
from eventbrief.sources.source import Contents

_DEEPEST = 3  # messages within messages


@dataclass(frozen=True)
class Part:
    """A part of an e-mail.

    Attributes:
        name: the attachment's file name; None for the message itself.
        data: its bytes.
        contents: the message as it was read; None for an attachment, which has its own reader.
    """

    name: str | None
    data: bytes
    contents: Contents | None = None


def parts(data: bytes) -> list[Part]:
    """The message and its attachments, in the order of the mail."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy makes no other
    return list(_unique(_parts(message, data, None, 0)))


def _parts(message: EmailMessage, data: bytes, name: str | None, depth: int) -> Iterator[Part]:
    contents = _message(message)
    if contents.text.strip():
        yield Part(name, data, contents)
    for attachment in message.iter_attachments():
        own = attachment.get_filename() or ""
        inner = attachment.get_content() if _is_message(attachment) else None
        if isinstance(inner, EmailMessage) and depth < _DEEPEST:
            title = str(inner.get("subject", "")) or "message"
            yield from _parts(inner, inner.as_bytes(), f"{own or title}.eml", depth + 1)
        elif own:
            payload = attachment.get_payload(decode=True)
            yield Part(own, payload if isinstance(payload, bytes) else b"")


def _is_message(part: object) -> bool:
    return isinstance(part, EmailMessage) and part.get_content_type() == "message/rfc822"


def _unique(found: Iterator[Part]) -> Iterator[Part]:
    """Parts of the same name get a number, so that each can be named again."""
    seen: dict[str | None, int] = {}
    for part in found:
        seen[part.name] = seen.get(part.name, 0) + 1
        number = seen[part.name]
        yield part if number == 1 else Part(f"{number}-{part.name}", part.data, part.contents)


def _message(message: EmailMessage) -> Contents:
    body = message.get_body(preferencelist=("plain", "html"))
    text = ""
    if isinstance(body, EmailMessage):
        text = _words(body)
        if body.get_content_subtype() == "html":
            from eventbrief.sources.html import all_text  # noqa: PLC0415 - only for such a mail

            text = all_text(text)
    sender = email.utils.parseaddr(str(message.get("from", "")))[0]
    return Contents(
        f"{normal(text).strip()}\n" if text.strip() else "",
        title=str(message.get("subject", "")).strip() or None,
        author=sender or None,
        published=_day(message),
    )


def _words(body: EmailMessage) -> str:
    """The text of a part; an encoding that does not hold costs its wrong letters alone."""
    try:
        return str(body.get_content())
    except (LookupError, UnicodeDecodeError):
        payload = body.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _day(message: EmailMessage) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (TypeError, ValueError):
        return None
