"""Words + a name, an acronym, a person, a sentence, an address -> whether they say all of it."""

from __future__ import annotations

import re
from typing import Any

from eventbrief.extract.propose.event_name import clean_name
from eventbrief.extract.propose.organisers import FoundOrganiser, role_led_to
from eventbrief.extract.says.passage import YES, Level, Passage, Verdict, inside, one_of
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.likeness import alike, fold, same_person
from eventbrief.extract.wording import bare_words, same_words

_PIECES = re.compile(r"[,;:()\[\]\n«»“”\"|،؛–—]|\.\s|\.$")
_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w&./-]*[A-Z][\w&.-]*(?!\w)")
_PHONE = re.compile(r"\+?\d(?:[\d\s().\u00a0\u202f/-]*\d)?")
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS = re.compile(r"@|://|^www\.")
_NEAR_NAME = 24  # code points between a name and its acronym in brackets
_NATIONAL = 7  # digits of a number that may lack its country's code


def name(passage: Passage, value: Any) -> Verdict:
    """Letter by letter, and the whole of it: neither words nor extraction go on."""
    read = [str(f) for f in passage.found or passage.around if f]
    known = any(same_words(str(f), str(value)) for f in passage.found)
    known = known and not _ADDRESS.search(str(value))  # it must be that of the item's own name
    if known or _whole(passage, str(value), read):
        return YES
    told = next(iter(read), "") or passage.words
    near = any(alike(f, str(value)) for f in (*read, passage.words))
    return Verdict(Level.AGREES if near else Level.DENIES, told)


def _whole(passage: Passage, value: str, read: list[str]) -> bool:
    """True where the value is all that the words name, in its own letters.

    Words that are the value say it. Where they say more, it must fill what lies between two marks,
    or be what leads and what follows aside: "jointly organised by the X (Y)".
    """
    wanted, own = fold(value), passage.lexicon
    if not wanted or not _in_its_letters(_SCHEME.sub("", value), passage.words):
        return False
    if _ADDRESS.search(value):
        return _address(passage, value)
    if _without_small(wanted, own) == _without_small(fold(passage.words), own):
        return True
    if any(same_words(f, value) for f in read) and inside(wanted, fold(passage.words)):
        return True
    longer = any(inside(wanted, fold(f)) and fold(f) != wanted for f in read)
    return not longer and _in_a_piece(passage, value)


def _address(passage: Passage, value: str) -> bool:
    """True where no part of the address is missing; of several, the first behind the name."""
    bare = _SCHEME.sub("", value).rstrip("/")
    stands = re.compile(rf"(?<![\w@-]){re.escape(bare)}(?![\w@-])")
    if "@" not in value:
        return bool(stands.search(passage.words))
    found = [(m.start(), m.group()) for m in _MAIL.finditer(passage.words)]
    return any(stands.fullmatch(one) for one in behind(passage, found))


def _in_a_piece(passage: Passage, value: str) -> bool:
    """True where the value fills what lies between two marks, or stands apart there."""
    wanted, own = fold(value), passage.lexicon
    pieces = _PIECES.split(passage.words)
    if _without_small(wanted, own) in {_without_small(fold(piece), own) for piece in pieces}:
        return not passage.alone or _fills(value, pieces, own)
    if len(_PIECES.split(value)) > 1:  # it has marks of its own
        return inside(wanted, fold(passage.words))
    apart = _ends_apart if passage.alone else _stands_apart
    return any(apart(value, piece, own) for piece in pieces)


def _fills(value: str, pieces: list[str], own: Lexicon | None) -> bool:
    """True where no other piece goes on with the name: "Hall A, Old Port" is more than "Hall A"."""
    others = [p for p in pieces if p.strip() and fold(value) not in fold(p)]
    if own and not own.cased:
        return not others
    return not any(other.strip()[:1].isupper() or other.strip()[:1].isdigit() for other in others)


def _in_its_letters(value: str, words: str) -> bool:
    """True where the words have it with its accents; words in capitals often lack them."""
    plain, said = bare_words(value).casefold(), bare_words(words).casefold()
    if re.sub(r"\W+", " ", plain).strip() in re.sub(r"\W+", " ", said):
        return True
    stands = re.search(re.escape(fold(value)).replace(r"\ ", r"\W+"), fold(words))
    return bool(stands) and any(c.isupper() for c in words) and words.upper() == words


def _without_small(folded: str, own: Lexicon | None) -> str:
    """The words without articles and small words before them: "at the"."""
    keys = ("determiners", "of_words", "name_links")
    small = {fold(w) for key in keys for w in own.words(key)} if own else set()
    words = folded.split()
    if own and (intro := re.match(rf"{own.raw('venue_intro')}\s+", folded)):
        words = folded[intro.end() :].split() or words
    while len(words) > 1 and words[0] in small:
        words.pop(0)
    return " ".join(words)


def _places_of(value: str, piece: str) -> list[tuple[int, list[str]]]:
    words, size = piece.split(), len(value.split())
    return [
        (start, words)
        for start in range(len(words) - size + 1)
        if fold(" ".join(words[start : start + size])) == fold(value)
    ]


def _stands_apart(value: str, piece: str, own: Lexicon | None) -> bool:
    """True where a name ends with the piece, or no word with a capital or a link follows it."""
    size = len(value.split())
    links = own.words("name_links") if own else frozenset()
    cased = own.cased if own else True
    for start, words in _places_of(value, piece):
        before = words[start - 1] if start else ""
        after = words[start + size] if start + size < len(words) else ""
        led = cased and before[:1].isupper() and start > 1
        goes_on = after[:1].isupper() or after.lower() in links or not cased
        if not led and not (after and goes_on):
            return True
    return False


def _ends_apart(value: str, piece: str, own: Lexicon | None) -> bool:
    """True where a name with a capital ends the piece, behind words that are no part of it."""
    size, cased = len(value.split()), own.cased if own else True
    for start, words in _places_of(value, piece):
        lead = words[start - 1] if start else ""
        ends = start + size == len(words)
        named = value[:1].isupper() or value[:1].isdigit() or not value[:1].isalpha()
        if cased and ends and named and not (lead[:1].isupper() and start > 1):
            return True
    return False


def acronym(passage: Passage, value: Any) -> Verdict:
    """In its own letters, for "who" is no WHO; beside the name, where the words have that."""
    # The words may name more bodies than extraction took for organisers.
    own = _organisers_named(passage)
    read = {str(b.acronym) for b in own if b.acronym}
    read = read if own or passage.names else {str(f) for f in passage.found}
    said = read or set(_CAPITALS.findall(passage.words))
    stands = {
        m.start() for m in re.finditer(rf"(?<!\w){re.escape(str(value))}(?!\w)", passage.words)
    }
    wanted = str(value).replace(".", "")
    known = wanted in {s.replace(".", "") for s in said} or (bool(stands) and not passage.found)
    if not known:
        return one_of(said, value)
    for long in passage.names:
        at = passage.words.find(long)
        if at < 0 or long == value or not stands:
            continue
        end = at + len(long)
        near = any(end <= s <= end + _NEAR_NAME or at - _NEAR_NAME <= s < at for s in stands)
        rivals = _CAPITALS.findall(passage.words[end : end + _NEAR_NAME])
        if not near and rivals:
            return Verdict(Level.DENIES, ", ".join(rivals))
    return YES


def event(passage: Passage, value: Any) -> Verdict:
    """The whole name: what extraction read there, or the words without their edition."""
    known = passage.lexicon
    read = [str(f) for f in passage.found or passage.around] or [passage.words]
    bare = clean_name(passage.words, known) if known else passage.words
    if any(same_words(str(f), str(value)) for f in (*passage.found, passage.words, bare)):
        return YES
    near = any(alike(f, str(value)) for f in read)
    return Verdict(Level.AGREES if near else Level.DENIES, read[0])


def _organisers_named(passage: Passage) -> list[FoundOrganiser]:
    """The organisers that extraction found whose name the item has."""
    own = {fold(name) for name in passage.names}
    bodies = passage.reread.stated.organisers
    return [body for body in bodies if own & {fold(body.name), fold(body.acronym or "")}]


def person(passage: Passage, value: Any) -> Verdict:
    """By the whole name, or by a part of it where the source calls that person so."""
    read = [str(f) for f in passage.found or passage.around]
    known = any(same_words(str(f), str(value)) for f in passage.found)
    if known or _whole(passage, str(value), read):
        return YES
    people = passage.reread.people
    called = people.starting(passage.span.start, passage.span.end) if people else []
    if any(same_words(m.person.name, str(value)) for m in called):
        return YES
    near = any(same_person(f, str(value)) for f in (*read, passage.words))
    return Verdict(Level.AGREES if near else Level.DENIES, next(iter(read), passage.words))


def sentence(passage: Passage, value: Any) -> Verdict:
    """The source's words, but for typography; a part of a sentence must not turn its meaning."""
    if same_words(str(value), passage.words):
        return YES
    near = alike(str(value), passage.words)
    return Verdict(Level.AGREES if near else Level.DENIES, passage.words)


def phone(passage: Passage, value: Any) -> Verdict:
    """By all its digits; of several numbers, the first behind the name of the item."""
    digits = re.sub(r"\D", "", str(value))
    found = [(m.start(), re.sub(r"\D", "", m.group())) for m in _PHONE.finditer(passage.words)]
    found = [(at, number) for at, number in found if len(number) >= min(len(digits), _NATIONAL)]
    numbers = behind(passage, found)
    abroad = str(value).strip().startswith("+")  # else it may lack the country's code
    national = "" if abroad else digits.removeprefix("0")
    said = len(digits) > 2 and any(
        n == digits or (len(national) >= _NATIONAL and n.endswith(national)) for n in numbers
    )
    return YES if said else Verdict(Level.DENIES, ", ".join(numbers) or passage.words)


def behind(passage: Passage, found: list[tuple[int, Any]]) -> list[Any]:
    """Of several things in the words of an item, the first behind what names the item."""
    anchors = [at for one in passage.names if (at := passage.words.find(one)) >= 0]
    if passage.alone or len(found) < 2 or not anchors:
        return [one for _, one in found]
    later = [one for at, one in found if at > anchors[0]]
    return later[:1] or [one for _, one in found]


def role(passage: Passage, value: Any) -> Verdict:
    """The role that extraction read there, or that words leading to the body say."""
    read = {body.role for body in _organisers_named(passage)}
    read = read if passage.names else {str(f) for f in passage.found}
    if passage.lexicon is None or (value in read and len(read) == 1):
        return YES
    said = read if len(read) == 1 else _led_to(passage)
    return one_of(said, {"co-organiser": "organiser"}.get(str(value), str(value)))


def _led_to(passage: Passage) -> set[str]:
    """The role that the last words before the body's name lead to."""
    own, text, reading = passage.lexicon, passage.text, passage.reread.reading
    if own is None or reading is None:
        return set()
    at = [p for one in passage.names if (p := passage.words.find(one)) >= 0]
    start = reading.sentence_at(passage.span.start).start
    name_at = passage.span.start + (min(at) if at else len(passage.words))
    for begin, end in (
        (passage.span.start, name_at),
        (start, name_at),
        (name_at, passage.span.end),
    ):
        if told := role_led_to(text[begin:end], own):
            return {told}
    return set()
