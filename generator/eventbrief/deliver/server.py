"""A message -> the mail server, over an encrypted line, and what the server made of it (RFC 5321).

The line is encrypted before anything is said that matters, with the server's certificate checked;
without that, nothing is sent. The last line of a message is given on its own, so that what happened
when a connection breaks is known in all cases but one: when it breaks between that line and the
answer.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from eventbrief.facts.files import MachineError

_END = b".\r\n"
_CLOSING = 421  # the server is about to hang up (RFC 5321, 4.2.3)


class Fate(StrEnum):
    """What became of a message."""

    SENT = "sent"
    WAITING = "waiting"
    REFUSED = "refused"
    DOUBT = "doubt"


@dataclass(frozen=True)
class Answer:
    """A fate, and the server's words."""

    fate: Fate
    reply: str


@dataclass
class Server:
    """A mail server and how to speak to it.

    Attributes:
        host: its name, which its certificate must bear.
        port: 587 for STARTTLS, 465 for TLS.
        security: starttls or tls; there is no third.
        user: empty where the server asks for none.
        password: never shown.
        ca_file: certificates to trust instead of the system's.
        timeout: seconds to wait for an answer.
    """

    host: str
    port: int
    security: Literal["starttls", "tls"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str | None = None
    timeout: float = 60.0
    _line: smtplib.SMTP | None = field(default=None, repr=False)

    def open(self) -> None:
        """Connect, encrypt and log in, unless that is done.

        Raises:
            MachineError: the server cannot be reached, is not who it says, offers no encryption, or
                does not know the user.
        """
        if self._line is not None:
            return
        where = f"{self.host}:{self.port}"
        context = ssl.create_default_context(cafile=self.ca_file)
        line: smtplib.SMTP | None = None
        try:
            if self.security == "tls":
                line = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
                line.ehlo()
            else:
                line = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
                line.ehlo()
                if not line.has_extn("starttls"):
                    raise MachineError(
                        f"{where}: the server offers no encryption (STARTTLS); nothing was sent"
                    )
                line.starttls(context=context)
                line.ehlo()
            if line.sock is not None:  # the last line must not wait for more
                line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.user:
                line.login(self.user, self.password)
        except BaseException as error:
            if line is not None:
                line.close()
            if isinstance(error, (smtplib.SMTPException, OSError)):
                raise MachineError(f"{where}: {_reason(error)}") from error
            raise
        self._line = line

    def close(self) -> None:
        """Say goodbye, if anybody is there."""
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except (smtplib.SMTPException, OSError):
                line.close()

    def deliver(
        self, sender: str, recipients: tuple[str, ...], data: bytes, before_end: Callable[[], None]
    ) -> Answer:
        """Give the message to the server.

        Args:
            sender: address that failures come back to.
            recipients: addresses; the first is the one that matters, the others get copies.
            data: the message, its lines ended by CR LF.
            before_end: called when all but the last line was given.

        Raises:
            MachineError: as `open`.
        """
        self.open()
        handed = False
        try:
            answer = self._offer(sender, recipients)
            if answer is not None:
                return answer
            body = data if data.endswith(b"\r\n") else data + b"\r\n"
            body = body.replace(b"\r\n.", b"\r\n..")
            self._smtp.send(b"." + body if body.startswith(b".") else body)
            before_end()
            handed = True
            self._smtp.send(_END)
            return self._answer(*self._smtp.getreply())
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            fate = Fate.DOUBT if handed else Fate.WAITING
            return Answer(fate, _reason(error))

    @property
    def _smtp(self) -> smtplib.SMTP:
        if self._line is None:
            raise smtplib.SMTPServerDisconnected("the connection was lost")
        return self._line

    def _offer(self, sender: str, recipients: tuple[str, ...]) -> Answer | None:
        """Say from whom and to whom; an answer where that already decides."""
        smtp, options = self._smtp, []
        if not all(address.isascii() for address in (sender, *recipients)):
            if not smtp.has_extn("smtputf8"):
                return Answer(Fate.REFUSED, "the server knows no addresses beyond ASCII (SMTPUTF8)")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
            smtp.command_encoding = "utf-8"
        try:
            code, reply = smtp.mail(sender, options)
            if code != 250:
                return self._refusal(code, reply)
            for index, address in enumerate(recipients):
                code, reply = smtp.rcpt(address)
                if code not in (250, 251) and index == 0:
                    return self._refusal(code, reply)
            code, reply = smtp.docmd("data")
            return None if code == 354 else self._refusal(code, reply)
        finally:
            smtp.command_encoding = "ascii"

    def _refusal(self, code: int, reply: bytes) -> Answer:
        answer = self._answer(code, reply)
        if self._line is not None:
            self._line.rset()
        return answer

    def _answer(self, code: int, reply: bytes) -> Answer:
        told = f"{code} {reply.decode('utf-8', 'replace')}".replace("\n", " ")
        if code == _CLOSING or code < 0:
            self._drop()
        if 200 <= code < 300:
            return Answer(Fate.SENT, told)
        return Answer(Fate.REFUSED if 500 <= code < 600 else Fate.WAITING, told)

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()


def _reason(error: BaseException) -> str:
    """What went wrong, without a word of what was said to log in."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the server does not accept this user and password ({error.smtp_code})"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the server's certificate is not to be trusted: {error.verify_message}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the server offers no way to log in"
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        told = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        return f"{error.smtp_code} {told}"
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
