"""Two items, or an item and words -> whether they say the same, for each way to merge.

Values of one fact are compared here too: what stands in the sheet with what a source states.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from eventbrief.extract.same_body import Named, same_body, told_in
from eventbrief.extract.says.places import countries_in
from eventbrief.extract.text.gazetteer import same_city
from eventbrief.extract.text.lexicon import languages, lexicon
from eventbrief.extract.text.likeness import alike, fold
from eventbrief.facts.fact import Fact, Merge, Type
from eventbrief.facts.model import Evidence, FactSheet, Organiser, Participants
from eventbrief.facts.text import Multilingual, all_wordings, base, by_language
from eventbrief.facts.texts import value_at


@dataclass(frozen=True)
class Listed:
    """An item of a list.

    Attributes:
        value: the item.
        language: its sheet's own.
        words: what proves it.
    """

    value: Any
    language: str
    words: tuple[str, ...] = ()


def listed(sheet: FactSheet, part: str) -> list[Listed]:
    """The items of a list, with the words that prove each."""
    found = []
    for index, item in enumerate(value_at(sheet, part)):
        rows = sheet.evidence.get(f"{part}/{index}", ())
        found.append(Listed(item, sheet.language, tuple(e.text or "" for e in rows)))
    return found


def matched(merge: Merge | None, new: Sequence[Listed], old: Sequence[Listed]) -> dict[int, int]:
    """Index of a new item -> that of the old one that is the same; each old one is taken once.

    Items that are alike in all find each other first. Only an item that a person worded in several
    languages may stand for several new ones, one of each wording.
    """
    found: dict[int, int] = {}
    for test in (_equal, *_SAME[merge]):
        for index, item in enumerate(new):
            free = (i for i in range(len(old)) if i not in found.values())
            one = next((i for i in free if index not in found and test(item, old[i])), None)
            if one is not None:
                found[index] = one
    for index, item in enumerate(new):
        joined = [i for i, other in enumerate(old) if _is_wording(item, other)]
        if joined and index not in found:
            found[index] = joined[0]
    return found


def supports(
    merge: Merge | None, item: Any, evidence: Iterable[Evidence], *, fully: bool = False
) -> bool:
    """True where the words of the evidence are the item's; `fully`, where they say all of it."""
    words = [e.text or "" for e in evidence]
    if fully and merge is Merge.COUNTED:
        return _has_count(item, words) and _has_kind(item, words)
    return _SUPPORTS[merge](item, words)


def stated_value(fact: Fact | None, printed: Any, values: Sequence[Any]) -> str | None:
    """The one of the stated values that the sheet prints, as text; None for none or several.

    Args:
        fact: the fact that the values are of.
        printed: its value in the sheet; of a list, its items.
        values: what sources state; of a list, the names of its items, with commas between.
    """
    stated = list(dict.fromkeys(str(value) for value in values))
    if printed is None:
        return None
    if fact is not None and fact.type is Type.LIST:
        found = [s for s in stated if any(named(item, s) for item in printed)]
    elif fact is not None and fact.worded:
        words = all_wordings(printed)
        found = [s for s in stated if any(fold(s) == fold(w) for w in words)]
        found = found or [s for s in stated if any(alike(s, w) or same_city(s, w) for w in words)]
    else:
        found = [s for s in stated if s == str(printed)]
    return found[0] if len(found) == 1 else None


def named(item: Any, names: str) -> bool:
    """True where a body is one of those that are named, with commas between."""
    if not isinstance(item, Organiser):
        return False
    return told_in(item, names) or any(same_body(item, Named(part)) for part in names.split(", "))


def _equal(one: Listed, other: Listed) -> bool:
    return bool(one.value == other.value)


def _is_wording(new: Listed, old: Listed) -> bool:
    """True where the new item is one of the wordings that the old one has in several languages."""
    if isinstance(new.value, Participants):  # a kind of participants is no name of another
        return False
    one, several = ({fold(w) for w in all_wordings(_told(i.value))} for i in (new, old))
    return bool(one) and one < several


def _told(item: Any) -> Multilingual:
    """The words that tell an item: those of a quotation, the name of a body, or it is words."""
    text: Multilingual = getattr(item, "name", None) or getattr(item, "text", item)
    return text


def _any_alike(one: Listed, other: Listed) -> bool:
    a, b = all_wordings(_told(one.value)), all_wordings(_told(other.value))
    return any(alike(x, y) for x in a for y in b)


def _same_kind(one: Listed, other: Listed) -> bool:
    return bool(_kinds(one) & _kinds(other))


def _kinds(item: Listed) -> set[str]:
    """What all languages call the kinds that are counted, as far as they are known."""
    return {
        lexicon(base(name)).participant_kind(words) if base(name) in languages() else words.lower()
        for name, words in by_language(item.value.kind, item.language).items()
    }


def _same_number(new: Listed, old: Listed) -> bool:
    """True where a person worded anew what is counted: the number is left, and the old words."""
    return bool(new.value.count == old.value.count) and _has_kind(new.value, old.words)


def _of_body(item: Any, words: Sequence[str]) -> bool:
    return any(told_in(item, text) for text in words)


def _of_count(item: Any, words: Sequence[str]) -> bool:
    """By the number or by what is counted, for either may be corrected by hand."""
    return _has_count(item, words) or _has_kind(item, words)


def _has_count(item: Any, words: Sequence[str]) -> bool:
    count = re.compile(rf"(?<!\d){item.count}(?!\d)")
    plain = (re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d)", "", text) for text in words)
    return any(count.search(text) for text in plain)


def _has_kind(item: Any, words: Sequence[str]) -> bool:
    return any(
        f" {fold(k)} " in f" {fold(text)} " for k in all_wordings(item.kind) for text in words
    )


def _of_quotation(item: Any, words: Sequence[str]) -> bool:
    whole = " ".join(words)
    return any(alike(t, whole) or any(alike(t, w) for w in words) for t in all_wordings(item.text))


def _of_sentence(item: Any, words: Sequence[str]) -> bool:
    return any(alike(t, w) for t in all_wordings(item) for w in words)


def _of_code(item: Any, words: Sequence[str]) -> bool:
    return any(item in countries_in(text) for text in words)


def _same_contact(one: Listed, other: Listed) -> bool:
    """By phone number, by address, or by name."""
    a, b = one.value, other.value
    numbers = [re.sub(r"\D", "", c.phone or "") for c in (a, b)]
    mails = [(c.email or "").casefold() for c in (a, b)]
    by_mark = any(bool(pair[0]) and pair[0] == pair[1] for pair in (numbers, mails))
    return by_mark or fold(a.name) == fold(b.name)


def _same_session(one: Listed, other: Listed) -> bool:
    """By day and title, or by day and hour: a person may have corrected either."""
    a, b = one.value, other.value
    titles = any(alike(x, y) for x in all_wordings(a.title) for y in all_wordings(b.title))
    return bool(a.day == b.day and (titles or (a.start is not None and a.start == b.start)))


def _same_remark(one: Listed, other: Listed) -> bool:
    """By its words; accreditation, dress and languages are said once."""
    return bool(one.value.kind == other.value.kind) or _any_alike(one, other)


def _of_contact(item: Any, words: Sequence[str]) -> bool:
    marks = [re.sub(r"\W", "", m) for m in (item.phone, item.email, item.name) if m]
    return any(mark in re.sub(r"\W", "", text) for mark in marks for text in words)


def _of_session(item: Any, words: Sequence[str]) -> bool:
    return any(fold(t) in fold(text) for t in all_wordings(item.title) for text in words)


_SAME: dict[Merge | None, tuple[Callable[[Listed, Listed], bool], ...]] = {
    Merge.BODIES: (lambda one, other: same_body(one.value, other.value),),
    Merge.CODES: (),
    Merge.COUNTED: (_same_kind, _same_number),
    Merge.CONTACTS: (_same_contact,),
    Merge.SESSIONS: (_same_session,),
    Merge.REMARKS: (_same_remark,),
    Merge.SENTENCES: (_any_alike,),
    Merge.QUOTATIONS: (_any_alike,),
}
_SUPPORTS: dict[Merge | None, Callable[[Any, Sequence[str]], bool]] = {
    Merge.BODIES: _of_body,
    Merge.CODES: _of_code,
    Merge.COUNTED: _of_count,
    Merge.CONTACTS: _of_contact,
    Merge.SESSIONS: _of_session,
    Merge.REMARKS: _of_quotation,
    Merge.SENTENCES: _of_sentence,
    Merge.QUOTATIONS: _of_quotation,
}
