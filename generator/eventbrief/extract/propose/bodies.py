"""Names of bodies in running text: read forwards and backwards, with their acronyms."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from eventbrief.extract.text.lexicon import CAPITAL, LOWER, UPPER, Lexicon, alternatives, any_of
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span, stripped

_SMALL = 3  # letters of a word that an acronym may leave out
_ACRONYM = rf"[{UPPER}][\w&./-]{{1,14}}"
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?=\s)|(?:[^\W_](?:[^\W_]|[\u064b-\u0652]|['.&-](?=[^\W_]))*'?)|[^\w\s]|\s+"
)


@dataclass(frozen=True)
class Body:
    """An organisation as it stands in the text."""

    span: Span
    name: str
    acronym: str | None = None
    pair: Span | None = None  # where name and acronym stand together


def bodies_after(reading: Reading, position: int) -> list[Body]:
    """The bodies listed from `position` on: "the X (A), the Y and Z"."""
    found: list[Body] = []
    joints = alternatives(reading.lexicon.words("conjunctions"))
    further = alternatives(reading.lexicon.words("list_joints"))
    attached = f"|{reading.lexicon.attached_and}(?=\\w)"
    joint = re.compile(
        rf"\s*(?:,\s*(?:{joints}\s+)?|{joints}\s+|,?\s*{further}\s+{attached})", re.IGNORECASE
    )
    while len(found) < 8:
        body = _body(reading, position, first=not found)
        if body is None:
            break
        found.append(body)
        link = joint.match(reading.flat, body.span.end)
        if not link or (link.group().strip() == "," and _no_body(reading, link.end())):
            break
        position = link.end()
    return found


def _no_body(reading: Reading, position: int) -> bool:
    """True for "the Trust, a charity" and "by X, the forum has the support of Y"."""
    if reading.lexicon.the_event.match(reading.flat, position):
        return True
    article = alternatives(reading.lexicon.words("indefinites"))
    return bool(re.compile(rf"{article}\s", re.IGNORECASE).match(reading.flat, position))


def body_before(reading: Reading, position: int) -> Body | None:
    """The body whose name ends right before `position`, or None."""
    flat = reading.flat
    sentence = reading.sentence_at(max(0, position - 1))
    start = max(sentence.start, position - 160)
    region = re.sub(r"\s*\([^()]{17,}\)$", "", flat[start:position].rstrip(" ,"))
    long_name = len(flat[start:position].rstrip(" ,")) - len(region)
    links = reading.lexicon.of_words
    joints = alternatives(reading.lexicon.words("conjunctions") | {"&"})
    pattern = re.compile(
        rf"(?P<name>{CAPITAL}(?:[ -](?:{links}|{joints}\s+){{0,3}}"
        rf"(?:{CAPITAL}|{LOWER}+(?=\s+(?:{links}|{CAPITAL})))){{0,10}})"
        rf"(?:\s*\((?P<acronym>{_ACRONYM})\))?$"
    )
    match = pattern.search(region)
    if not match:
        return None
    begin = start + match.start("name")
    if match["acronym"]:
        bracket = start + match.end("name")
        whole = _long_name_before(reading, bracket, match["acronym"])
        if whole:
            pair = Span(whole.start, start + match.end())
            return Body(pair, whole.of(reading.text), match["acronym"], pair)
    body = _body(reading, begin, first=True)
    if body is None or body.span.end < position - long_name - 60:
        return None
    if body.span.end > position and body.acronym is None:  # a title in capitals goes on
        span = stripped(flat, body.span.start, position)
        return replace(body, span=span, name=span.of(reading.text))
    return body


def acronym_pairs(reading: Reading) -> dict[str, tuple[str, Span]]:
    """Acronym -> long name, for every pair that stands together in the text."""
    pairs: dict[str, tuple[str, Span]] = {}
    flat = reading.flat
    for match in re.finditer(rf"(?:\(|/\s?)(?P<acronym>{_ACRONYM})(?:\)|\s?/)", flat):
        acronym = match["acronym"]
        body = _long_name_before(reading, match.start(), acronym)
        if body:
            pairs.setdefault(acronym, (body.of(flat), Span(body.start, match.end())))
    reverse = re.compile(
        rf"(?<!\w)(?P<acronym>[{UPPER}]{{2,10}})\s?\((?P<name>{CAPITAL}[^()\n]{{5,120}})\)"
    )
    for match in reverse.finditer(flat):
        first = match["name"].split()[0].lower()
        institution = first in reading.lexicon.words("organisation_words")
        same = first[0] == match["acronym"][0].lower()
        if _initials(match["name"], match["acronym"]) or (institution and same):
            pairs.setdefault(match["acronym"], (match["name"], Span(match.start(), match.end())))
    return pairs


def _long_name_before(reading: Reading, position: int, acronym: str) -> Span | None:
    """The long name that ends at `position`: as many words as the acronym's letters ask for."""
    flat = reading.flat
    start = max(flat.rfind("\n", 0, position) + 1, position - 140)
    region = flat[start:position]
    cut = max((m.end() for m in re.finditer(r"[.;:()«»“”\"]\s?|,\s", region)), default=0)
    words = list(re.finditer(r"(?:[ldLD]')?(?P<word>[^\W_][\w'&.-]*)", region[cut:]))
    letters = [c for c in acronym.lower() if c.isalpha()]
    best: Span | None = None
    for index in range(len(words) - 1, max(-1, len(words) - 14), -1):
        word = words[index]
        if not word["word"][0].isupper() or word["word"].lower() in reading.lexicon.words(
            "connectors"
        ):
            continue
        begin = start + cut + word.start("word")
        name = flat[begin:position]
        if _initials(name, acronym):
            return stripped(flat, begin, position)
        if (
            len(letters) > 1
            and not acronym.isupper()
            and word["word"].lower() in reading.lexicon.words("organisation_words")
        ):
            best = stripped(flat, begin, position)
    return best


def _initials(name: str, acronym: str) -> bool:
    """True where the acronym's letters are the initials of the name, small words aside."""
    words = re.findall(r"[^\W_]+", re.sub(r"\b[ldLD]'", " ", name))
    letters = [c for c in acronym.lower() if c.isalpha()]
    main = [w[0].lower() for w in words if len(w) > 3 or w[0].isupper()]
    every = [w[0].lower() for w in words]
    if not letters or not words or words[0][0].lower() != letters[0]:
        return False
    return (
        letters in (main, every)
        or _syllables("".join(letters), [w.lower() for w in words])
        or (len(letters) >= 3 and _subsequence(letters, every) and len(letters) >= len(main) - 1)
    )


def _syllables(acronym: str, words: list[str]) -> bool:
    """True where the acronym is made of the words' beginnings: COMESA, Benelux; "of" may lack."""
    if not acronym:
        return all(len(word) <= _SMALL for word in words)
    if not words:
        return False
    first, rest = words[0], words[1:]
    taken = (n for n in (3, 2, 1) if first[:n] == acronym[:n] and len(acronym) >= n)
    if any(_syllables(acronym[n:], rest) for n in taken):
        return True
    return len(first) <= _SMALL and _syllables(acronym, rest)


def _subsequence(letters: list[str], initials: list[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)


@functools.cache
def _skipped(lexicon: Lexicon) -> re.Pattern[str]:
    lead = alternatives(lexicon.words("before_names"))
    return re.compile(
        rf"\s*(?:{lexicon.of_words})?(?:{lexicon.determiner}|{CAPITAL}-based\s+|(?i:{lead})\s+)*"
    )


def _body(reading: Reading, position: int, *, first: bool) -> Body | None:
    flat, lexicon = reading.flat, reading.lexicon
    skipped = _skipped(lexicon).match(flat, position)
    start = skipped.end() if skipped else position
    determined = bool(skipped and skipped.group().strip())
    end = _name_end(reading, start)
    if end <= start:
        return None
    name = flat[start:end]
    lead = name.split()[0].lower()
    known = {lead, lexicon.bare(lead)} & lexicon.words("organisation_words")
    if not re.search(rf"[{UPPER}]", name) and not known:
        return None
    if not name[0].isupper() and not known:
        return None
    if not first and not determined and not name[0].isupper() and lexicon.cased:
        return None
    short = _ACRONYM if lexicon.cased else r"[^\W\d_]{2,15}"
    bracket = re.compile(rf"\s*\((?P<acronym>{short})\)").match(flat, end)
    body = Body(Span(start, end), reading.text[start:end])
    if bracket:
        span = Span(start, bracket.end())
        return replace(body, span=span, acronym=bracket["acronym"], pair=span)
    return body


def _name_end(reading: Reading, start: int) -> int:  # noqa: PLR0912, PLR0915 - one pass over tokens
    """Where a body's name ends that begins at `start`."""
    flat, lexicon = reading.flat, reading.lexicon
    links = lexicon.words("connectors")
    joints = lexicon.words("conjunctions")
    stops = lexicon.words("name_stops") | lexicon.words("role_ends")
    institution = False
    end, cursor, link, previous_capital = start, start, "", False
    while cursor < len(flat) and cursor - start < 160:
        token = _TOKEN.match(flat, cursor)
        if not token or "\n" in token.group():
            break
        word, cursor = token.group(), token.end()
        folded = word.lower()
        if word.isspace():
            continue
        if end > start and _cue(lexicon).match(flat, token.start()):
            break
        bare = lexicon.bare(folded)
        joined = lexicon.attached_and and re.match(lexicon.attached_and, folded)
        if joined and end > start and bare in lexicon.words("organisation_words"):
            break
        if folded in joints:
            if _is_territory(flat[start:end], lexicon) or not _continues(
                reading, cursor, institution=institution
            ):
                break
            link = folded
            continue
        if folded in links or word in ("l'", "d'", "L'", "D'"):
            if (
                folded in lexicon.words("place_links")
                and not institution
                and lexicon.country.match(flat, cursor + 1) is None
            ):
                break
            link = folded
            continue
        if (
            word == ","
            and institution
            and re.match(lexicon.raw("name_continues"), flat[cursor : cursor + 12].lstrip())
        ):
            continue
        if not (word[0].isalnum() or word == "&"):
            break
        elided = re.sub(r"^(?:[ld]|qu)'", "", word, flags=re.I)
        capital = elided[:1].isupper()
        stopped = end > start and {folded, bare} & stops
        if stopped or (word[0].isdigit()) or folded in lexicon.weekdays:
            break
        known = bool({folded, bare, elided.lower()} & lexicon.words("organisation_words"))
        institution = institution or known
        if not capital and end == start and not known:
            return start
        if (
            not capital
            and not institution
            and not (link or (previous_capital and _adjective(folded, lexicon)))
        ):
            break
        if not capital and not institution and not lexicon.lowercase_names and not link:
            break
        if not capital and known and previous_capital and not lexicon.lowercase_names:
            end, link, previous_capital = token.end(), "", False
            continue  # "Estonian government"
        if not capital and not lexicon.lowercase_names and end != start:
            break
        end, link, previous_capital = token.end(), "", capital
    return end


def _is_territory(name: str, lexicon: Lexicon) -> bool:
    """True for "Ville de Genève": "et de la Loterie" after it is another body."""
    first = name.partition(" ")[0].lower()
    return first in lexicon.words("territorial")


@functools.cache
def _cue(lexicon: Lexicon) -> re.Pattern[str]:
    """What leads to the next body, whatever its role."""
    cues = [cue for cues in lexicon.data["organising"].values() for cue in cues]
    return re.compile(rf"{lexicon.attached_lead}{any_of(cues)}(?!\w)", re.IGNORECASE)


def _adjective(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.words("name_adjectives") or bool(lexicon.demonym.fullmatch(word))


def _continues(reading: Reading, position: int, *, institution: bool) -> bool:
    """True where "and" stands inside a name: "des Affaires étrangères et de la Coopération"."""
    flat, lexicon = reading.flat, reading.lexicon
    rest = flat[position : position + 60].lstrip()
    if not institution:
        return False
    if lexicon.lowercase_names:
        bare = re.sub(rf"^(?:{lexicon.of_words}|{lexicon.determiner})+", "", rest)
        if bare != rest and bare.split(" ")[0].lower() in lexicon.words("organisation_words"):
            return False  # "du Conseil de l'Europe et de la Ville de Strasbourg"
        return (
            bool(re.match(lexicon.of_words, rest)) and not re.match(lexicon.determiner, rest)
        ) or bool(
            re.match(rf"{LOWER}+(?:\s|,|\.|\))", rest)
            and not re.match(lexicon.determiner, rest)
            and rest.split()[0] not in lexicon.words("organisation_words")
        )
    word = re.match(CAPITAL, rest)
    if not word or re.match(lexicon.determiner, rest):
        return False
    following = re.findall(r"\w+", rest)[:3]
    is_body = any(w.lower() in lexicon.words("organisation_words") for w in following)
    return not is_body and not word.group().isupper()
