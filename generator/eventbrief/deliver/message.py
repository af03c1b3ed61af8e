"""A recipient, words and files -> an e-mail message as bytes (RFC 5322, 2045 to 2047, 2231).

The same input gives the same bytes: boundaries and Message-ID are made of the content, and the date
is the brief's. Attachments are encoded once and shared by all the messages that carry them.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime
import email.policy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime

from eventbrief.compose.mail import MailText
from eventbrief.deliver.body import html_of, text_of
from eventbrief.facts.day import first_day

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": 'text/calendar; method=PUBLISH; charset="utf-8"',
}
_BREAK = b"\r\n"
_MORNING = datetime.time(8, tzinfo=datetime.UTC)  # a draft's hour
_LINE = 76  # characters of a header's line (RFC 5322, 2.1.1: 78 with CR LF left out)


@dataclass(frozen=True)
class Attachment:
    """A file as it stands in a message, encoded.

    Attributes:
        name: under which the recipient files it.
        size: of the file, in bytes.
        digest: SHA-256 of the file.
        part: headers and body of its MIME part.
    """

    name: str
    size: int
    digest: str
    part: bytes


@dataclass(frozen=True)
class Mailbox:
    """A name, which may be empty and holds no line break, and a valid address."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True)
class Envelope:
    """Whom a message is from and to."""

    sender: Mailbox
    to: Mailbox
    cc: tuple[str, ...] = ()
    reply_to: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everybody who gets the message."""
        return tuple(dict.fromkeys((self.to.address, *self.cc)))


@dataclass(frozen=True)
class Message:
    """A message: whom it goes to, what it says, what it carries."""

    envelope: Envelope
    subject: str
    date: datetime.datetime
    body: bytes
    attachments: tuple[Attachment, ...]
    identity: str

    def draft(self) -> bytes:
        """The message as a draft that Outlook and others open for editing."""
        return self._bytes({"X-Unsent": "1"})

    def sent(self, date: datetime.datetime) -> bytes:
        """The message as it goes out at `date`."""
        return dataclasses.replace(self, date=date)._bytes({})

    def _bytes(self, more: dict[str, str]) -> bytes:
        boundary = f"=_{hashlib.sha256((self.identity + 'mixed').encode()).hexdigest()[:32]}"
        head = _headers(self, {**more, "MIME-Version": "1.0"})
        kind = f'Content-Type: multipart/mixed; boundary="{boundary}"'.encode()
        parts = [self.body, *(a.part for a in self.attachments)]
        mark = b"--" + boundary.encode()
        inner = b"".join(mark + _BREAK + part + _BREAK for part in parts)
        return head + kind + _BREAK * 2 + inner + mark + b"--" + _BREAK


def attachment(name: str, data: bytes) -> Attachment:
    """The file as an attachment; its type is told by its name's ending."""
    kind = _TYPES[name.rpartition(".")[2]]
    encoded = base64.encodebytes(data).replace(b"\n", _BREAK)
    carrier = EmailMessage(email.policy.SMTP)
    carrier["Content-Disposition"] = "attachment"
    carrier.set_param("filename", name, header="Content-Disposition")
    disposition = carrier.as_bytes().split(b"\r\n\r\n")[0]
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n".encode()
    part = head + disposition + _BREAK * 2 + encoded.rstrip(_BREAK)
    return Attachment(name, len(data), hashlib.sha256(data).hexdigest(), part)


def message(
    envelope: Envelope, mail: MailText, attachments: Sequence[Attachment], day: str
) -> Message:
    """The message; `day` (ISO) is the brief's."""
    moment = datetime.datetime.combine(first_day(day), _MORNING)
    told = "|".join(
        (*envelope.addresses, str(envelope.sender), mail.subject, *(a.digest for a in attachments))
    )
    identity = hashlib.sha256((told + text_of(mail)).encode()).hexdigest()[:32]
    body = _alternatives(mail, identity)
    return Message(envelope, mail.subject, moment, body, tuple(attachments), identity)


def _alternatives(mail: MailText, identity: str) -> bytes:
    """The body as text and as HTML."""
    inner = EmailMessage(email.policy.SMTP)
    inner.set_content(text_of(mail), cte="quoted-printable")
    inner.add_alternative(html_of(mail), subtype="html", cte="quoted-printable")
    inner.set_boundary(f"=_{hashlib.sha256((identity + 'body').encode()).hexdigest()[:32]}")
    del inner["MIME-Version"]
    for part in inner.iter_parts():
        del part["MIME-Version"]
    inner["Content-Language"] = mail.language
    return inner.as_bytes().rstrip(_BREAK)


def _headers(made: Message, more: dict[str, str]) -> bytes:
    envelope = made.envelope
    rows = {
        "From": _mailbox(envelope.sender),
        "Reply-To": envelope.reply_to,
        "To": _mailbox(envelope.to),
        "Cc": ", ".join(envelope.cc),
        "Subject": _encoded(made.subject, "Subject"),
        "Date": format_datetime(made.date),
        "Message-ID": f"<{made.identity}@{envelope.sender.domain}>",
        **more,
    }
    lines = [f"{name}: {value}" for name, value in rows.items() if value]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode("utf-8")


def _mailbox(mailbox: Mailbox) -> str:
    """`"Name, of Somewhere" <a@b>`; a name that is not ASCII is encoded (RFC 2047, 5.3)."""
    name = mailbox.name
    if not name:
        return mailbox.address
    if _plain(name):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{mailbox.address}>'
    return f"{_encoded(name, 'To')} <{mailbox.address}>"


def _plain(words: str) -> bool:
    """True where the words need not be encoded, and would not be taken for encoded ones."""
    return words.isascii() and "=?" not in words


def _encoded(words: str, header: str) -> str:
    """The words; where they are not ASCII, as encoded words, one a line."""
    plain = " ".join(words.split())
    if _plain(plain):
        return plain
    return Header(plain, "utf-8", maxlinelen=70, header_name=header).encode(linesep="\r\n")


def _folded(line: str) -> str:
    """A long line broken at spaces, so that no line has over 78 characters where words allow."""
    made: list[str] = []
    for part in line.split("\r\n"):
        words = part.split(" ")
        current = words[0]
        for word in words[1:]:
            if current.strip() and len(current) + 1 + len(word) > _LINE:
                made.append(current)
                current = f" {word}"
            else:
                current = f"{current} {word}"
        made.append(current)
    return "\r\n".join(made)
