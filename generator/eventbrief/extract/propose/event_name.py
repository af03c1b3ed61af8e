"""A reading -> the name of the event it is about, and its edition.

Every noun that names a kind of event starts a candidate, which grows to the left over capitals and
to the right over what belongs to a name; the candidate that the article speaks of most wins.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass, replace

from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.lexicon import CAPITAL, Lexicon, alternatives, any_of
from eventbrief.extract.text.numbers import ordinal, ordinal_pattern
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u064b-\u0652]|['.&-](?=[^\W_]))*'?|&|[^\w\s]|\s+")
_SUPERLATIVE = 16  # code points before a noun in which "the largest" stands
_CITY = 100_000  # inhabitants of a city that houses may be named after
_LONGEST = 22  # words
_POSSESSIVE = 4  # code points between a body and its meeting: "INTERPOL's 74th"
_QUOTED_NAME = 50  # code points of a name in quotation marks
_NUMBERED = 9.0  # the score of a name whose edition is told
_TITLED = 4.0  # the score of a name that no noun explains
_YEAR = re.compile(r" (?:19|20)\d\d(?!\d)")
_BODY_WORDS = 60  # characters that a body in brackets may have


@dataclass(frozen=True)
class Candidate:
    """A possible name: where it stands, its words, and how well it fits."""

    span: Span
    name: str
    head: str
    edition: Found[int] | None
    owner: Span | None
    score: float


def find_events(reading: Reading) -> list[Candidate]:
    """The candidates, best first; empty where the text names no event."""
    raw = [
        c
        for match in _heads(reading.lexicon).finditer(reading.flat)
        if (c := _candidate(reading, match))
    ]
    mentions = Counter(c.head for c in raw)
    scored = [_weighted(reading, c, mentions) for c in raw]
    best = max((c.score for c in scored if " " in c.name), default=0.0)
    scored += _titled(reading) if best < _TITLED else _editions_of(reading)
    return sorted(scored, key=lambda c: (-c.score, c.span.start))


def _editions_of(reading: Reading) -> list[Candidate]:
    """Names told by their edition alone: "the first edition of GITEX Africa"."""
    lexicon = reading.lexicon
    if not lexicon.cased:
        return []
    nouns = alternatives(lexicon.words("edition_nouns"))
    order = rf"(?P<ordinal>{ordinal_pattern(lexicon)})"
    small = rf"(?:{lexicon.of_words}|{lexicon.determiner})+"
    pattern = re.compile(
        rf"(?<!\w)(?P<edition>{order}\s+{nouns})\s+{small}"
        rf"(?P<name>(?-i:{CAPITAL}(?: {CAPITAL}){{1,5}}))(?!\w)",
        re.IGNORECASE,
    )
    found = []
    for match in pattern.finditer(reading.masked):
        value = ordinal(match["ordinal"], lexicon)
        span = Span(match.start("name"), match.end("name"))
        if not value or lexicon.event_noun.search(span.of(reading.flat)):
            continue  # a name with a noun is found by that
        edition = Found(value, (Span(match.start("edition"), match.end("edition")),))
        name = span.of(reading.flat)
        found.append(Candidate(span, name, name.split()[0].lower(), edition, None, _NUMBERED))
    return found


def _titled(reading: Reading) -> list[Candidate]:
    """A name without a noun that tells what it is: "GITEX GLOBAL 2024, the largest show, opens"."""
    lexicon = reading.lexicon
    if not lexicon.cased:
        return []
    verbs = rf"(?:{lexicon.pattern('opening').pattern}|{lexicon.pattern('happening').pattern})"
    pattern = re.compile(
        rf"(?<!\w)(?P<name>(?-i:{CAPITAL}(?: {CAPITAL}){{0,4}})(?P<year> (?:19|20)\d\d)?)"
        rf"(?P<apposition>, [^.;\n,]{{5,90}},)? (?:[^\W\d_]{{1,4}} ){{0,2}}{verbs}",
        re.IGNORECASE,
    )
    found = list(_editions_of(reading))
    for match in pattern.finditer(reading.masked):
        words = (match["apposition"] or "").lower()
        head = lexicon.event_noun.search(words)
        if not head and not match["year"]:
            continue
        span = Span(match.start("name"), match.end("name"))
        name = span.of(reading.flat)
        last = name.removesuffix(match["year"] or "").lower().split()[-1]
        if last in lexicon.words("organisation_words") | lexicon.words("roles"):
            continue
        found.append(Candidate(span, name, name.split()[0].lower(), None, None, _TITLED))
    return found


def find_edition(
    reading: Reading, candidates: list[Candidate], best: Candidate
) -> Found[int] | None:
    """The edition stated of the best candidate, or of another mention of the same event."""
    if best.edition:
        return best.edition
    for other in candidates:
        sessions = reading.lexicon.words("edition_words")  # "the 43rd session of the conference"
        session = other.head in sessions and other.name.lower().endswith(best.name.lower())
        same = session or (other.head == best.head and _same(other.name, best.name))
        if other.edition and other.score > 0 and same:
            return other.edition
    return _bare_edition(reading)


def other_editions(
    reading: Reading, candidates: list[Candidate], best: Candidate | None
) -> frozenset[int]:
    """The sentences about another edition: "the 39th meeting will be held in Singapore"."""
    if best is None or best.edition is None:
        return frozenset()
    numbered = [c for c in candidates if c.edition and c.head == best.head]
    own = {reading.sentence_number(c.span.start) for c in numbered if c.edition == best.edition}
    return frozenset(
        number
        for c in numbered
        if c.edition
        and c.edition.value != best.edition.value
        and (number := reading.sentence_number(c.span.start)) not in own
    )


def _bare_edition(reading: Reading) -> Found[int] | None:
    """An edition said without its event: "76th edition opens"; not another year's."""
    lexicon = reading.lexicon
    words = alternatives(lexicon.words("edition_nouns"))
    order = rf"(?P<ordinal>{ordinal_pattern(lexicon)})"
    both = (order, words) if not lexicon.ordinal_after else (lexicon.clitics + words, order)
    pattern = re.compile(rf"{both[0]}\s+{both[1]}(?!\w)", re.IGNORECASE)
    for match in pattern.finditer(reading.masked):
        near = reading.flat[max(0, match.start() - 30) : match.end() + 30]
        value = ordinal(match["ordinal"], lexicon)
        if value and not lexicon.other_event.search(near):
            return Found(value, (Span(match.start(), match.end()),))
    return _own_session(reading)


def _own_session(reading: Reading) -> Found[int] | None:
    """The edition in "the conference held its 29th session"."""
    lexicon = reading.lexicon
    own, nouns = (alternatives(lexicon.words(k)) for k in ("possessives", "edition_words"))
    adjectives = alternatives(lexicon.words("name_adjectives"))
    pattern = re.compile(
        rf"(?<!\w){own}\s+(?P<ordinal>{ordinal_pattern(lexicon)})\s+(?:{adjectives}\s+)?{nouns}(?!\w)",
        re.IGNORECASE,
    )
    match = pattern.search(reading.masked, reading.body)
    value = ordinal(match["ordinal"], lexicon) if match else None
    return Found(value, (Span(match.start("ordinal"), match.end()),)) if match and value else None


@functools.cache
def _heads(lexicon: Lexicon) -> re.Pattern[str]:
    """An ordinal, the word for an edition, a kind of event; each but the last may be missing."""
    heads = alternatives(lexicon.words("event_heads"))
    links = any_of(lexicon.data["edition_links"])
    adjectives = alternatives(lexicon.words("name_adjectives"))
    word = rf"{CAPITAL}(?:'s|s')?(?: +{alternatives(lexicon.words('name_joints'))})?"
    order = rf"(?P<ordinal>{ordinal_pattern(lexicon)})"
    edition = rf"(?:{order}\s*(?P<link>(?:{adjectives}\s+)?{links}\s*)?)?"
    if lexicon.ordinal_after:
        nouns = alternatives(lexicon.words("edition_words"))
        edition = (
            rf"(?:(?P<link>(?<!\w){lexicon.clitics}{nouns}\s+){order}\s+(?:{links}\s*)?"
            rf"(?={lexicon.clitics}{heads}))?"
        )
    return re.compile(
        rf"{edition}"
        rf"(?P<before>(?<!\w)(?:(?-i:{word} +){{0,7}}(?:{adjectives} +){{0,2}}"
        rf"(?-i:{word} +){{0,4}})?)"
        rf"(?-i:(?P<acronym>(?<!\w)[A-Z][A-Z.&\d]{{1,9}}) (?P<topic>[a-z][a-z-]{{3,}}) )?"
        rf"(?<!\w){lexicon.clitics}(?P<head>{heads})(?!\w)",
        re.IGNORECASE,
    )


def _candidate(reading: Reading, match: re.Match[str]) -> Candidate | None:
    flat, lexicon = reading.flat, reading.lexicon
    if reading.in_quotation(match.start("head")) or _is_a_house(reading, match.end("head")):
        return None
    start, edition, owner = _left(reading, match)
    end = _right(reading, match.end("head"), match["head"])
    if lexicon.ordinal_after:
        start = _article_start(flat, start)
        edition = edition or _inside(flat, start, end, lexicon)
    words = clean_name(flat[start:end], lexicon)
    if not words:
        return None
    if owner and owner.end < start:
        article = re.match(lexicon.determiner, owner.of(flat))
        owner = Span(owner.start + (article.end() if article else 0), owner.end)
        if not lexicon.lowercase_names:
            words = f"{owner.of(flat)} {words}"
    head = _lemma(match["head"])
    return Candidate(Span(start, end), words, head, edition, owner, 0.0)


def _is_a_house(reading: Reading, position: int) -> bool:
    """True for "convention center": where events are held."""
    lexicon = reading.lexicon
    house = rf"\s+{alternatives(lexicon.words('venue_heads'))}(?!\w)"
    return not lexicon.lowercase_names and bool(
        re.compile(house, re.IGNORECASE).match(reading.flat, position)
    )


def _left(reading: Reading, match: re.Match[str]) -> tuple[int, Found[int] | None, Span | None]:
    """Where the name starts, the edition said with it, and the body it belongs to."""
    flat, lexicon = reading.flat, reading.lexicon
    start = match.start("head")
    if match["before"]:
        start = _capitals_start(flat, match.start("before"), match.end("before"), lexicon)
    if start < match.start("head"):
        first = re.match(r"\w+", flat[start:])
        if first and first.group().lower() in lexicon.words("venue_heads"):
            start = match.start("head")
    topic = (match["topic"] or "").lower()
    if topic and topic in lexicon.words("name_stops") | lexicon.words("speech_present"):
        start = match.start("head")
    elif topic and not match["before"]:
        start = match.start("acronym")
    edition: Found[int] | None = None
    if match["ordinal"]:
        value = ordinal(match["ordinal"], lexicon)
        span = Span(match.start("ordinal"), _noun_end(match, lexicon))
        if lexicon.ordinal_after:
            span = Span(match.start("link"), match.end("ordinal"))
        edition = Found(value, (span,)) if value else None
    inner = re.search(ordinal_pattern(lexicon) + r"\s", flat[start : match.start("head")], re.I)
    if inner and edition is None:
        value = ordinal(inner.group(), lexicon)
        span = Span(start + inner.start(), start + inner.end() - 1)
        edition = Found(value, (span,)) if value else None
    lead = match.start("ordinal") if match["ordinal"] else start
    owner = _owner(flat, lead) or _owner_said_before(reading, lead)
    if owner is None:
        inside = re.match(rf"(?P<name>{CAPITAL}(?:\s+{CAPITAL}){{0,5}})(?:'s|s')\s", flat[start:])
        owner = Span(start, start + inside.end("name")) if inside else None
    elif owner.end >= lead - _POSSESSIVE:
        start = owner.start
    return start, edition, owner


def _article_start(flat: str, position: int) -> int:
    """Over the article that is written to the front of a word."""
    return position - 2 if flat[max(0, position - 2) : position] == "ال" else position


def _inside(flat: str, start: int, end: int, lexicon: Lexicon) -> Found[int] | None:
    """The edition said after the noun: "the congress, the third, on safety"."""
    match = re.compile(ordinal_pattern(lexicon), re.IGNORECASE).search(flat, start, end + 30)
    value = ordinal(match.group(), lexicon) if match and match.start() <= end + 1 else None
    return Found(value, (Span(match.start(), match.end()),)) if match and value else None


def _noun_end(match: re.Match[str], lexicon: Lexicon) -> int:
    """Where the words for the edition end: "3e édition", "74th General Assembly"."""
    if not match["link"]:
        return match.end("head")
    noun = re.search(alternatives(lexicon.words("edition_words")), match["link"], re.IGNORECASE)
    return match.start("link") + noun.end() if noun else match.end("ordinal")


def _capitals_start(flat: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Skip what a sentence begins with but a name does not."""
    while True:
        rest = flat[start:end]
        determiner = re.match(lexicon.determiner, rest)
        if determiner:
            start += determiner.end()
            continue
        word = re.match(r"\S+\s+", rest)
        small = word and word.group().strip().lower() in (
            lexicon.words("name_links") | lexicon.words("name_stops") | set(lexicon.weekdays)
        )
        if word and small:
            start += word.end()
            continue
        return start


def _owner_said_before(reading: Reading, start: int) -> Span | None:
    """The body in "The Network opened its 12th annual assembly"."""
    lexicon = reading.lexicon
    if not lexicon.pattern("possessives").search(reading.flat[max(0, start - 8) : start]):
        return None
    sentence = reading.sentence_at(start)
    joint = rf"(?: {alternatives(lexicon.words('name_joints'))}(?: {lexicon.determiner.strip()})?)?"
    name = re.compile(rf"{CAPITAL}(?:{joint} {CAPITAL}){{1,7}}|[A-Z]{{3,}}")
    bodies = [m for m in name.finditer(reading.flat, sentence.start, start) if _is_body(lexicon, m)]
    return Span(bodies[-1].start(), bodies[-1].end()) if bodies else None


def _is_body(lexicon: Lexicon, match: re.Match[str]) -> bool:
    words = {w.lower() for w in match.group().split()}
    return match.group().isupper() or bool(words & lexicon.words("organisation_words"))


def _owner(flat: str, start: int) -> Span | None:
    """The body in "INTERPOL's 74th General Assembly", read backwards from the ordinal."""
    before = re.search(
        rf"(?P<name>{CAPITAL}(?: +(?:of +|the +|and +)*{CAPITAL}){{0,5}})(?:'s|s') +$",
        flat[max(0, start - _BODY_WORDS) : start],
    )
    if not before:
        return None
    offset = max(0, start - _BODY_WORDS)
    return Span(offset + before.start("name"), offset + before.end("name"))


def described(reading: Reading, best: Candidate) -> Candidate:
    """The event with the words that tell which one, where its name is but one word.

    "hosts a conference on chemical security" names the event as well as the text does; "Expo 2030"
    is told from others by its year.
    """
    start, end = best.span.start, best.span.end
    year = _YEAR.match(reading.flat, end)
    if " " not in best.name and year and best.name[0].isupper():
        name = reading.flat[start : year.end()]
        return replace(best, span=Span(start, year.end()), name=name)
    named = any(w[:1].isupper() for w in best.name.split())
    if named or reading.lexicon.lowercase_names:
        return best
    longer = _right(reading, end, best.head, lower=True)
    words = clean_name(reading.flat[start:longer], reading.lexicon)
    return replace(best, span=Span(start, longer), name=words)


def _right(reading: Reading, position: int, head: str, *, lower: bool = False) -> int:
    """Where the name ends: over links and capitals, in some languages over lower case too."""
    flat, lexicon = reading.flat, reading.lexicon
    lower = lower or lexicon.lowercase_names
    links, stops = lexicon.words("name_links"), lexicon.words("name_stops")
    adjectives = lexicon.words("name_adjectives")
    end, words, last_link, capitals = position, 0, "", head[:1].isupper()
    cursor = position
    while words < _LONGEST:
        token = _WORD.match(flat, cursor)
        if not token or "\n" in token.group():
            break
        word, cursor = token.group(), token.end()
        if word.isspace():
            continue
        folded = word.lower()
        bare_word = lexicon.bare(folded)
        if word == "," and _adjectives_go_on(reading, end, cursor):
            continue
        if {folded, bare_word} & links or folded in ("l'", "d'"):
            last_link = folded
            if _leads_to_place_or_date(reading, bare_word, cursor):
                break
            continue
        if words == 0 and not last_link and not _agrees(reading, position, head, word):
            break
        if not re.match(r"[^\W_]", word) or word[0].isdigit():
            break
        bare = re.sub(r"^(?:[ldjnsmtc]|qu)'", "", folded)
        elided = word[: len(word) - len(bare)] if bare != folded else ""
        capital = word[len(elided) : len(elided) + 1].isupper()
        if (
            {folded, bare_word} & stops
            or folded in set(lexicon.weekdays)
            or elided.lower() in ("s'", "n'", "qu'", "c'")
            or (bare_word != folded and _is_place(reading, folded, token.start()))
        ):
            break
        if capital and not last_link and not elided and not capitals and not _is_brand(word):
            break
        if not capital:
            allowed = lower or (folded in adjectives)
            if not allowed or lexicon.pattern("finite_verb").fullmatch(folded):
                break
        end, words, last_link = token.end(), words + 1, ""
        capitals = capitals or capital
    return _quoted_name(reading, end)


def _is_brand(word: str) -> bool:
    """True for "VivaTech" and "SIAL": what follows "salon" or "forum" as its name."""
    return len(word) > 2 and any(letter.isupper() for letter in word[1:])


def _agrees(reading: Reading, position: int, head: str, word: str) -> bool:
    """With the article written to its front, a noun is told by a word that has it too."""
    article = reading.lexicon.raw("attached_article")
    before = reading.flat[max(0, position - len(head) - 2) : position - len(head)]
    lexicon = reading.lexicon
    if lexicon.cased or not re.match(rf"{article}|لل", before):
        return True
    body = lexicon.bare(word) in lexicon.words("organisation_words")
    return bool(re.match(rf"و?(?:{article}|ل)", word)) and not body


def _quoted_name(reading: Reading, end: int) -> int:
    """Over a name that stands in quotation marks: "the forum “Roads of Peace”"."""
    quote = reading.quotation_at(end + 1)
    if quote is None or not reading.flat[end : end + 1].isspace():
        return end
    words = quote.inner.of(reading.flat)
    if len(words) > _QUOTED_NAME or re.search(r"[,.;:!?]", words):
        return end
    return quote.inner.end


def _is_place(reading: Reading, word: str, position: int) -> bool:
    """True for "in Marrakesh" written as one word."""
    lexicon = reading.lexicon
    if not re.match(lexicon.raw("attached_in"), word):
        return False
    if lexicon.country.match(reading.flat, position):
        return True
    rest = reading.flat[position + 1 : position + 40]
    words = re.split(r"[^\w]", rest)
    return any(country_of(" ".join(words[:n])) is not None for n in (1, 2) if words[0])


def _adjectives_go_on(reading: Reading, end: int, position: int) -> bool:
    """True within "arabe économique, social et du développement", "Youth, Culture and Sports"."""
    lexicon = reading.lexicon
    if not lexicon.lowercase_names:
        joint = alternatives(lexicon.words("conjunctions"))
        capitals = re.compile(rf" {CAPITAL}(?:, {CAPITAL})*,? {joint} {CAPITAL}(?!\w)(?! [A-Z])")
        return bool(capitals.match(reading.flat, position))
    last = re.search(r"\w+$", reading.flat[max(0, end - 30) : end])
    joints = alternatives(lexicon.words("conjunctions"))
    more = re.compile(rf" (?P<word>\w+)(?:, \w+){{0,2}} {joints} ")
    following = more.match(reading.flat, position)
    known = lexicon.words("name_adjectives")
    return bool(last and following and {last.group().lower(), following["word"].lower()} & known)


def _leads_to_place_or_date(reading: Reading, link: str, position: int) -> bool:
    """True for "à Marrakech", "au Maroc", "in Berlin", "du 25": no part of a name."""
    flat, lexicon = reading.flat, reading.lexicon
    rest = flat[position : position + 60].lstrip()
    if rest[:1].isdigit():
        return True
    if link not in lexicon.words("place_links"):
        return False
    country = lexicon.country.match(rest)
    if not lexicon.cased:
        city = re.match(rf"{lexicon.raw('city_of')}|\w+(?: \w+)?", rest)
        words = city.group().split() if city else []
        known = any(country_of(" ".join(words[:n])) for n in (1, 2))
        return bool(country) or known or bool(re.match(lexicon.raw("city_of"), rest))
    if country:
        following = rest[country.end() :].lstrip()
        return not re.match(rf"{alternatives(lexicon.words('conjunctions'))}\s", following)
    if re.match(rf"{alternatives(_month_words())}\b", rest, re.IGNORECASE):
        return True
    proper = re.match(CAPITAL, rest)
    return bool(proper and proper.group().lower() not in lexicon.words("regions"))


@functools.cache
def _month_words() -> tuple[str, ...]:
    from eventbrief.facts.datestamp import months  # noqa: PLC0415 - one table, read once

    return tuple(months())


def clean_name(words: str, lexicon: Lexicon) -> str:
    """An event's name without ordinals, possessives, and what stands in brackets."""
    words = re.sub(r"\([^)]*\)\s*|[«“\"]", " ", words)
    words = re.sub(ordinal_pattern(lexicon) + r"(?:\s|$)", " ", words, flags=re.IGNORECASE)
    words = re.sub(r"(?<=\w)'s(?=\s)|(?<=s)'(?=\s)", "", words)
    words = re.sub(r"^(?:edition|édition|session)\s+(?:of|de)\s+", "", words, flags=re.IGNORECASE)
    words = re.sub(rf"^{lexicon.determiner}", "", words)
    if not lexicon.lowercase_names:
        adjectives = alternatives(lexicon.words("name_adjectives"))
        words = re.sub(rf"^(?:{adjectives}\s+)+(?=[A-Z])", "", words)
    return re.sub(r"\s+", " ", words).strip(" ,-–—")


def _lemma(head: str) -> str:
    return head.lower().rstrip("s")


def _same(one: str, other: str) -> bool:
    a, b = set(one.lower().split()), set(other.lower().split())
    return bool(a & b) and len(a & b) / min(len(a), len(b)) >= 0.6


def _weighted(reading: Reading, c: Candidate, mentions: Counter[str]) -> Candidate:
    """The candidate with its score."""
    flat, lexicon = reading.flat, reading.lexicon
    sentence = reading.sentence_number(c.span.start)
    words = c.name.split()
    before = flat[max(0, c.span.start - 25) : c.span.start].lower()
    content = [w for w in words if w[:1].isupper() or len(w) > 3]
    adjectives = lexicon.words("name_adjectives")
    substance = [w for w in content if w.lower() not in adjectives and _lemma(w) != c.head]
    around = reading.sentence_at(c.span.start).of(flat)
    score = 0.0
    score += 2.0 if re.search(r"[A-ZÀ-Þ]\w*\b(?=.*)", c.name) and _head_capital(c) else 0.0
    score += 3.0 if c.edition else 0.0
    score += max(0.0, 2.0 - 0.4 * max(0, sentence - 1))
    score += 2.0 if substance else -2.0 if len(words) > 1 else -4.0
    score += 0.5 if len(words) > 3 else 0.0
    score += min(2.0, 0.5 * (mentions[c.head] - 1))
    score += 1.0 if c.owner else 0.0
    score += 1.5 if lexicon.pattern("happening").search(around) else 0.0
    score -= (
        2.0
        if c.head in {_lemma(w) for w in lexicon.words("weak_heads")} and not _head_capital(c)
        else 0.0
    )
    score -= (
        3.5
        if any(w.lower() in lexicon.words("generic_names") for w in words[:3])
        and not c.edition
        and not (
            len(substance) > 1
            or (substance and (_head_capital(c) or any(w[:1].isupper() for w in substance)))
        )
        else 0.0
    )
    score -= (
        3.0
        if re.search(rf"(?<!\w){alternatives(lexicon.words('demonstratives'))}\s+$", before)
        else 0.0
    )
    score -= (
        1.0
        if re.search(rf"(?<!\w){alternatives(lexicon.words('indefinites'))}\s+$", before)
        else 0.0
    )
    score -= 3.0 if _about_another(reading, c) else 0.0
    score -= 4.0 if lexicon.pattern("superlatives").search(before[-_SUPERLATIVE:]) else 0.0
    bodies = lexicon.words("organisation_words") - lexicon.words("event_heads")
    score -= 4.0 if words[0].lower() in bodies and len(words) > 1 and c.edition is None else 0.0
    houses = lexicon.words("venue_heads")
    score -= 6.0 if words[0].lower() in houses or words[-1].lower() in houses else 0.0
    score -= 1.5 if c.span.end <= reading.body else 0.0
    inside = re.search(rf"(?<!\w){alternatives(lexicon.words('place_links'))} $", before)
    score -= 6.0 if inside and country_of(words[0], least=_CITY) else 0.0  # "à Paris Expo"
    return Candidate(c.span, c.name, c.head, c.edition, c.owner, score)


def _head_capital(c: Candidate) -> bool:
    return any(
        _lemma(w) in c.head.split() or _lemma(w) == c.head
        for w in c.name.split()
        if w[:1].isupper()
    )


def _about_another(reading: Reading, c: Candidate) -> bool:
    """True next to "last year's", "the previous edition" and the like."""
    near = reading.flat[max(0, c.span.start - 30) : c.span.end + 30]
    return bool(reading.lexicon.other_event.search(near))
