"""One message to one recipient: which brief, in which version, and how it is worded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from eventbrief.compose.mail import MailComposer
from eventbrief.deliver.message import Attachment, Envelope, Mailbox, Message, message
from eventbrief.deliver.recipients import Recipient


@dataclass(frozen=True)
class Planned:
    """One message to one recipient: which brief, in which version.

    Attributes:
        recipient: who gets it.
        facts: the sheet, as the ledger knows it.
        language: of the brief.
        attachments: the files.
        desk: makes the message.
    """

    recipient: Recipient
    facts: str
    language: str
    attachments: tuple[Attachment, ...]
    desk: Desk = field(repr=False)

    @property
    def key(self) -> str:
        """Tells this brief for this reader from every other, in whatever version."""
        r = self.recipient
        return "|".join((self.facts, r.email.casefold(), r.audience, self.language))

    @property
    def size(self) -> int:
        """Bytes of the attached files."""
        return sum(a.size for a in self.attachments)

    @property
    def version(self) -> str:
        """Fingerprint of the attached files."""
        joined = "".join(a.digest for a in self.attachments)
        return hashlib.sha256(joined.encode()).hexdigest()[:16]

    def message(self, *, correction: bool = False, test_to: str = "") -> Message:
        """The message; to `test_to` and marked as a test where that is given."""
        return self.desk.message(self, correction=correction, test_to=test_to)


@dataclass
class Desk:
    """Makes the messages about one sheet for one audience in one language."""

    composer: MailComposer
    sender: Mailbox
    reply_to: str
    day: str

    def message(self, planned: Planned, *, correction: bool, test_to: str) -> Message:
        """The planned message; to `test_to` and marked as a test where that is given."""
        recipient = planned.recipient
        mail = self.composer.compose(recipient.name, correction=correction)
        to, cc = Mailbox(recipient.name, recipient.email), recipient.cc
        if test_to:
            subject = self.composer.label(
                "mail_test", address=recipient.email, subject=mail.subject
            )
            mail = type(mail)(subject, mail.body, mail.language, mail.direction)
            to, cc = Mailbox("", test_to), ()
        envelope = Envelope(self.sender, to, cc, self.reply_to)
        return message(envelope, mail, planned.attachments, self.day)
