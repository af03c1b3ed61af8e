"""Who an e-mail is from: as the user says, else the sheet's first contact with an address.

That contact is one who is kept from nobody, so that all get their messages from the same address;
the name is one that the reader may see.
"""

from __future__ import annotations

from email.utils import parseaddr

from eventbrief.compose.words import clean
from eventbrief.deliver.address import valid_address
from eventbrief.deliver.message import Mailbox
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.seen import SeenSheet
from eventbrief.facts.text import in_language


def sender_of(told: str | None, seen: SeenSheet) -> Mailbox:
    """The sender, from `Name <address>` or the sheet; a name that tells what is hidden is left out.

    Raises:
        InputError: E706 there is none, or it is no address.
    """
    if told:
        name, spec = parseaddr(told)
        name = "" if seen.gives_away(name) else name
        return Mailbox(" ".join(name.split()), _valid(spec or told))
    numbered = enumerate(seen.contacts)
    open_to_all = [c for index, c in numbered if c.email and seen.is_open(f"/contacts/{index}")]
    contact = next((c for c in open_to_all if c.kind is None), next(iter(open_to_all), None))
    if contact is None or contact.email is None:
        message = "there is no sender for the e-mails"
        advice = "give `--from`, or `sender:` under `mail:` in eventbrief.yaml"
        raise InputError([Finding("E706", message, "--from", advice=advice)])
    by = seen.prepared.by or contact.name
    name = in_language(by, seen.read_in, seen.language)[0]
    name = "" if seen.gives_away(name) else name
    return Mailbox(" ".join(clean(name).split()), _valid(contact.email))


def reply_address(told: str | None) -> str:
    """The address for answers, or nothing.

    Raises:
        InputError: E706 it is no address.
    """
    return _valid(parseaddr(told)[1] or told) if told else ""


def _valid(spec: str) -> str:
    try:
        return valid_address(spec)
    except ValueError as error:
        raise InputError([Finding("E706", str(error), "--from")]) from error
