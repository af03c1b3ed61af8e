"""What a press release holds besides its news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from eventbrief.extract.propose.contacts import FoundContact
from eventbrief.extract.propose.practical import FoundNote, Registration
from eventbrief.extract.propose.programme import FoundSession
from eventbrief.extract.text.span import Found


@dataclass(frozen=True)
class Release:
    """Contacts, programme, remarks, registration, website, embargo; what is stated of them."""

    contacts: tuple[FoundContact, ...] = ()
    programme: tuple[FoundSession, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    registration: Registration = field(default_factory=Registration)
    website: Found[str] | None = None
    embargo: Found[str] | None = None

    def parts(self) -> Iterator[tuple[str, Found[Any]]]:
        """Every value with the pointer of its fact, such as /contacts/0/phone."""
        yield from _said("/registration", self.registration)
        rows = {"/contacts": self.contacts, "/programme": self.programme, "/notes": self.notes}
        for part, items in rows.items():
            for index, item in enumerate(items):
                yield from _said(f"{part}/{index}", item)
        single = {"/event/website": self.website, "/prepared/embargo": self.embargo}
        yield from ((at, found) for at, found in single.items() if found is not None)


def _said(here: str, item: Any) -> Iterator[tuple[str, Found[Any]]]:
    """The item's values that have words; their names are the keys of the facts."""
    for key, value in vars(item).items():
        if isinstance(value, Found):
            yield f"{here}/{key}", value
