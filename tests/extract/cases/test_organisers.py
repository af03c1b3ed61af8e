"""Who organises: said, but not so; and where a name ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eventbrief.extract.single import extract
from eventbrief.sources.source import Source


def _organisers(text: str, language: str = "en") -> list[str]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = extract(Source(Path("a.txt"), text, digest, language=language)).organisers
    return [body.name for body in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Lisbon Water Forum opened on Monday. It was not organised by Interpol."),
        ("en", "The Lisbon Water Forum was never hosted by the Water Agency of Spain."),
        ("fr", "Le Forum de l'eau de Lyon s'est ouvert lundi. Il n'est pas organisé par Interpol."),
        ("es", "El Foro del Agua abrió el lunes. No fue organizado por la Agencia del Agua."),
        ("en", "The Porto Film Festival, formerly organised by the Red Cross, opened on Monday."),
        ("en", "The Porto Film Festival, no longer organised by the Film Institute, opened."),
        ("fr", "Le Festival du film, anciennement organisé par la Croix-Rouge, a ouvert lundi."),
        (
            "en",
            "The Lisbon Water Forum opened on Monday. A protest organised by Green Coast took "
            "place outside.",
        ),
        (
            "fr",
            "Le Forum de l'eau s'est ouvert lundi. Une grève organisée par Rive Verte a eu lieu.",
        ),
    ],
)
def test_who_does_not_organise_the_event_is_no_organiser(language: str, text: str) -> None:
    assert _organisers(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "organisers"),
    [
        (
            "fr",
            "Le Congrès mondial du livre est organisé par le ministère de la Culture pour "
            "organiser la filière.",
            ["ministère de la Culture"],
        ),
        (
            "en",
            "The World Book Congress is organised by the Foreign Ministry in Tehran.",
            ["Foreign Ministry"],
        ),
        (
            "en",
            "The City Council will host the Night of Lights festival on 3 June 2024.",
            ["City Council"],
        ),
        (
            "en",
            "The World Book Congress, organised by the Ministry of Culture (MOC) and the "
            "Arts Council (AC), opens on Monday.",
            ["Ministry of Culture", "Arts Council"],
        ),
        (
            "fr",
            "Le Congrès mondial du livre est organisé par le ministère de la Culture et la "
            "Fondation du livre.",
            ["ministère de la Culture", "Fondation du livre"],
        ),
        (
            "en",
            "The World Book Congress opens in Oslo on Monday. The host is the University of Oslo.",
            ["University of Oslo"],
        ),
        (
            "en",
            "The World Book Congress is organised by the Ministry of Culture and the Arts Council.",
            ["Ministry of Culture", "Arts Council"],
        ),
        (
            "es",
            "El Congreso Mundial del Libro es organizado por el Ministerio de Cultura y la "
            "Universidad de Chile.",
            ["Ministerio de Cultura", "Universidad de Chile"],
        ),
    ],
)
def test_a_name_ends_where_the_body_does(language: str, text: str, organisers: list[str]) -> None:
    assert _organisers(text, language) == organisers
