"""The stages from a reading to what it states, in the order in which one needs the other."""

from __future__ import annotations

from eventbrief.extract.judge.bodies import BODIES
from eventbrief.extract.judge.countries import COUNTRIES
from eventbrief.extract.judge.dates import DATES
from eventbrief.extract.judge.document import Stage
from eventbrief.extract.judge.editions import EDITIONS
from eventbrief.extract.judge.names import NAMES
from eventbrief.extract.judge.organisers import ORGANISERS
from eventbrief.extract.judge.people import PEOPLE
from eventbrief.extract.judge.places import PLACES
from eventbrief.extract.judge.quotes import QUOTES
from eventbrief.extract.judge.release import RELEASE
from eventbrief.extract.judge.rest import REST

STAGES: tuple[Stage, ...] = (
    NAMES,
    EDITIONS,
    DATES,
    PLACES,
    PEOPLE,
    BODIES,
    ORGANISERS,
    QUOTES,
    COUNTRIES,
    RELEASE,
    REST,
)
