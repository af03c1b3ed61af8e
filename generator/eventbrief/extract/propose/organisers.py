"""A reading -> who organises the event, in what role, with long name and acronym."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from eventbrief.extract.propose.bodies import Body, acronym_pairs, bodies_after, body_before
from eventbrief.extract.propose.event_name import Candidate
from eventbrief.extract.propose.people import People
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.lexicon import Lexicon, alternatives, any_of
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span

_BRACKET = 20  # code points of an acronym in brackets and "of the" after an event's name
_RELATIVE = 12  # code points of ", which"
_PERSON = 200  # code points of a person's role and name together
_SHORT = 5  # letters; shorter words of an event's name do not tell it


@dataclass(frozen=True)
class FoundOrganiser:
    """A body, its role, and where that is said."""

    name: str
    acronym: str | None
    role: str
    spans: tuple[Span, ...]
    sure: bool = True


def find_organisers(
    reading: Reading, event: Candidate | None, people: People
) -> list[FoundOrganiser]:
    """The organisers in the order of the text, each once."""
    pairs = acronym_pairs(reading)
    words = reading.lexicon.words("organisation_words")
    raw = [*_passive(reading, event), *_active(reading, event), *_owner(reading, event)]
    merged: list[FoundOrganiser] = []
    for role, body, cue in sorted(raw, key=lambda item: item[1].span.start):
        if _acceptable(reading, body, role) and not _is_somebody(people, body, words):
            _add(merged, _organiser(role, body, cue, pairs))
    if not any(o.role == "organiser" for o in merged):  # a host holds it for the body
        for role, body, cue in _assembled(reading, event) or _named_first(reading, event, pairs):
            if _acceptable(reading, body, role):
                _add(merged, _organiser(role, body, cue, pairs))
    return merged


def _is_somebody(people: People, body: Body, words: frozenset[str]) -> bool:
    """True where the words are a person's name, or the role said with it.

    A body whose name begins with one of `words` is none.
    """
    if body.name.partition(" ")[0].lower() in words:
        return False  # "Fondation Prince Rainier"
    near = people.starting(body.span.start - _PERSON, body.span.end)
    return any(
        m.name.overlaps(body.span) or body.span.start <= m.span.start for m in near if m.person.role
    )


def role_led_to(words: str, lexicon: Lexicon) -> str | None:
    """The role of an organiser that the last cue in the words leads to: "hosted by" is a host's."""
    active = re.compile(rf"(?<!\w){lexicon.raw('organising_active')}(?!\w)", re.IGNORECASE)
    cues = [*_cues(lexicon), ("organiser", active)]
    found = [(m.end(), role) for role, pattern in cues for m in pattern.finditer(words)]
    return max(found)[1] if found else None


@functools.cache
def _cues(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            role,
            re.compile(rf"(?<!\w){lexicon.attached_lead}{any_of(patterns)}(?!\w)", re.IGNORECASE),
        )
        for role, patterns in lexicon.data["organising"].items()
    )


def _passive(reading: Reading, event: Candidate | None) -> list[tuple[str, Body, Span]]:
    found = []
    for role, pattern in _cues(reading.lexicon):
        for match in pattern.finditer(reading.masked):
            if not _about_event(reading, match.start(), event):
                continue
            cue = Span(match.start(), match.end())
            position = match.end()
            found += [(role, body, cue) for body in bodies_after(reading, position)]
    return found


def _about_event(reading: Reading, position: int, event: Candidate | None) -> bool:
    """True where the sentence, or the one before, speaks of the event."""
    if event is None:
        return False
    number = reading.sentence_number(position)
    for index in (number, number - 1):
        if index < 0:
            continue
        words = reading.sentences[index].of(reading.flat)
        if re.search(rf"\b{re.escape(event.head)}", words, re.IGNORECASE):
            break
        if reading.sentences[index].covers(event.span):
            break
        if reading.lexicon.event_noun.search(words):
            break
        own = [w for w in event.name.split() if w[:1].isupper() and len(w) > _SHORT]
        if any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", words) for w in own):
            break
    else:
        return False
    sentence = reading.sentences[number].of(reading.flat)
    return not reading.lexicon.other_event.search(sentence)


def _active(reading: Reading, event: Candidate | None) -> list[tuple[str, Body, Span]]:
    if event is None:
        return []
    lexicon = reading.lexicon
    words = alternatives(lexicon.words("event_words"))
    heads = re.compile(rf"{lexicon.event_noun.pattern}|(?<!\w){words}(?!\w)", re.IGNORECASE)
    relative = re.compile(rf",?\s+{alternatives(lexicon.words('relatives'))}\s+$")
    active = reading.lexicon.attached_lead + reading.lexicon.raw("organising_active")
    pattern = re.compile(rf"(?<!\w){active}(?!\w)", re.IGNORECASE)
    found = []
    for match in pattern.finditer(reading.masked):
        sentence = reading.sentence_at(match.start())
        rest = reading.flat[match.end() : min(sentence.end, match.end() + 110)]
        if not heads.search(rest) or reading.lexicon.other_event.search(rest[:60]):
            continue
        following = re.match(r"\s*(\w+)", rest)
        determined = re.match(rf"\s*{reading.lexicon.determiner}", rest)
        small = following and following[1].lower() in reading.lexicon.words("of_words")
        if small and not determined and not _object(reading.lexicon).search(rest):
            continue  # "will convene from 3 May" has no object
        cue = Span(match.start(), match.end())
        clause = relative.search(reading.flat[max(0, match.start() - _RELATIVE) : match.start()])
        bodies = _subjects(reading, match.start() - (len(clause.group()) if clause else 0))
        if reading.lexicon.verb_first:
            event_noun = heads.match(rest.lstrip())
            skipped = len(rest) - len(rest.lstrip())
            after = match.end() + skipped + (event_noun.end() if event_noun else 0)
            bodies = bodies_after(reading, after) if event_noun else []
        found += [
            ("organiser", body, cue)
            for body in bodies
            if body.name.casefold() not in lexicon.countries  # "Qatar will host" says where
        ]
    return found


@functools.cache
def _object(lexicon: Lexicon) -> re.Pattern[str]:
    """An event that is organised, with words between it and the verb: "in Dakar, the 3rd forum"."""
    return re.compile(
        rf"{lexicon.determiner}(?:\S+\s+){{0,2}}{lexicon.event_noun.pattern}", re.IGNORECASE
    )


def _subjects(reading: Reading, position: int) -> list[Body]:
    """The bodies before a verb: "The X (A) and the Y will co-host"."""
    body = body_before(reading, position)
    if body is None:
        return []
    joint = alternatives(reading.lexicon.words("conjunctions"))
    determiner = rf"(?:{reading.lexicon.determiner})?"
    lead = reading.flat[max(0, body.span.start - 40) : body.span.start]
    before = re.search(rf",?\s+{joint}\s+{determiner}$", lead, re.IGNORECASE)
    end = body.span.start - len(lead) + (before.start() if before else 0)
    first = body_before(reading, end) if before else None
    return [first, body] if first else [body]


def _owner(reading: Reading, event: Candidate | None) -> list[tuple[str, Body, Span]]:
    """The body whose meeting it is: "INTERPOL's 74th General Assembly"."""
    if event is None or event.owner is None:
        return []
    span = event.owner
    return [("organiser", Body(span, span.of(reading.text)), span)]


def _assembled(reading: Reading, event: Candidate | None) -> list[tuple[str, Body, Span]]:
    """The body whose assembly it is, where nobody else organises: "General Assembly of X"."""
    if event is None:
        return []
    lexicon = reading.lexicon
    heads = alternatives(lexicon.words("event_heads"))
    head = re.compile(
        rf"{heads}(?: \([^()]{{2,12}}\))? (?:{lexicon.of_words}|{lexicon.determiner})+",
        re.IGNORECASE,
    )
    match = head.search(reading.flat, event.span.start, event.span.end + _BRACKET)
    bodies = bodies_after(reading, match.end()) if match else []
    body = bodies[0] if bodies else None
    while body:
        # "of Ministers of Education of the Union": the body is the Union.
        rest = re.compile(rf"\s(?:{lexicon.of_words})+").search(body.name)
        before = body.name[: rest.start()] if rest else body.name
        if set(before.lower().split()) & lexicon.words("organisation_words"):
            break
        inner = bodies_after(reading, body.span.start + rest.end()) if rest else []
        body = inner[0] if inner else None
    words = set(body.name.lower().split()) if body else set()
    if body is None or not words & lexicon.words("organisation_words"):
        return []
    return [("organiser", body, body.span)]


def _named_first(
    reading: Reading, event: Candidate | None, pairs: dict[str, tuple[str, Span]]
) -> list[tuple[str, Body, Span]]:
    """The body whose acronym its assembly begins with: "UN-Habitat Assembly"."""
    first = event.name.split()[0] if event else ""
    long_name = pairs.get(first, ("", None))[0].lower()
    known = set(re.findall(r"\w+", long_name)) & reading.lexicon.words("organisation_words")
    organ = first.isupper() and len(first) > 2 and not first.isdigit()
    organ = organ and event is not None and event.head in reading.lexicon.words("organs")
    if event is None or not (known or organ):
        return []
    start = reading.flat.find(first, event.span.start, event.span.end)
    span = Span(start, start + len(first))
    return [("organiser", Body(span, first), span)] if start >= 0 else []


def _acceptable(reading: Reading, body: Body, role: str) -> bool:
    lexicon = reading.lexicon
    words = re.findall(r"[^\s,]+", body.name.lower().replace("’", "'"))
    lead = " ".join(words[:3])
    if any(
        lead == p or lead.startswith(f"{p} ") or lead.startswith(f"{p}.")
        for p in lexicon.words("person_bodies")
    ):
        return False
    folded = body.name.casefold().replace("’", "'")
    if folded in lexicon.countries:
        return role == "organiser"  # "organised by Senegal"; a country that hosts is the place
    if len(words) > 18:
        return False
    if lexicon.demonym.fullmatch(folded) or folded in lexicon.words("event_heads"):
        return False
    if any(w in lexicon.words("event_heads") for w in words[:2]) and not any(
        w in lexicon.words("organisation_words") for w in words
    ):
        return False
    single = len(words) == 1 and not body.name.isupper() and body.acronym is None
    return not (single and body.name[:1].isupper() and country_of(body.name) is not None)


def _organiser(
    role: str, body: Body, cue: Span, pairs: dict[str, tuple[str, Span]]
) -> FoundOrganiser:
    body = replace(body, name=re.sub(r"\s+", " ", body.name))
    place = Span(min(cue.start, body.span.start), max(cue.end, body.span.end))
    place = place if place.end - place.start <= 300 else body.span
    if body.acronym:
        return FoundOrganiser(body.name, body.acronym, role, (place,))
    if body.name in pairs:
        long_name, span = pairs[body.name]
        return FoundOrganiser(long_name, body.name, role, (place, span))
    for acronym, (long_name, span) in pairs.items():
        if _fold(long_name) == _fold(body.name):
            return FoundOrganiser(body.name, acronym, role, (place, span))
        if body.name.upper() == acronym.upper():
            return FoundOrganiser(long_name, acronym, role, (place, span))
    return FoundOrganiser(body.name, None, role, (place,))


def _add(merged: list[FoundOrganiser], new: FoundOrganiser) -> None:
    for index, old in enumerate(merged):
        same = (
            _fold(old.name) == _fold(new.name)
            or (old.acronym and new.acronym and old.acronym.upper() == new.acronym.upper())
            or (old.acronym and old.acronym.upper() == new.name.upper())
            or (new.acronym and new.acronym.upper() == old.name.upper())
        )
        if same:
            fuller = max((old, new), key=lambda o: len(o.name))
            spans = tuple(dict.fromkeys((*old.spans, *new.spans)))
            merged[index] = replace(
                old, name=fuller.name, acronym=old.acronym or new.acronym, spans=spans
            )
            return
    merged.append(new)


def _fold(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip()
