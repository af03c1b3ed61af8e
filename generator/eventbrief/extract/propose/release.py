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
        single = {"/event/website": self.website, "/prepared/embargo": self.embargo}
        for key in ("how", "deadline", "link"):
            single[f"/registration/{key}"] = getattr(self.registration, key)
        rows: dict[str, tuple[tuple[Any, ...], tuple[str, ...]]] = {
            "/contacts": (self.contacts, ("name", "role", "phone", "email")),
            "/programme": (self.programme, ("day", "start", "end", "title", "place")),
            "/notes": (self.notes, ("text",)),
        }
        for part, (items, keys) in rows.items():
            for index, item in enumerate(items):
                single |= {f"{part}/{index}/{key}": getattr(item, key) for key in keys}
        yield from ((at, found) for at, found in single.items() if found is not None)
