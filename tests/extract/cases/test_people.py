"""Who is named, and as what: short texts with the people that they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventbrief.extract.judge.ranking import learned
from eventbrief.extract.propose.people import Person
from eventbrief.extract.single import read_with
from eventbrief.sources.source import Source


def people(text: str, language: str) -> dict[str, Person]:
    """The people of a text by their names."""
    source = Source(Path(f"{language}.txt"), text, "", language, None, None, None, None, 0)
    found = read_with(source, learned()).people
    return {m.person.name: m.person for m in found.mentions} if found else {}


NAMED = [
    ("en", "The summit opened in Oslo. “We must act,” Ann Lee, an adviser to Minister Tom Reed, said.", {"Ann Lee": "adviser to Minister Tom Reed"}),
    ("en", "“The river is ours.”\n-Helen Marsh, Commissioner", {"Helen Marsh": "Commissioner"}),
    ("en", "“We will dredge it,” said German Interior Minister Nancy Faeser on Monday.", {"Nancy Faeser": "German Interior Minister"}),
    ("en", "Dr. Amy Khor, Senior Minister of State for Sustainability, spoke first.", {"Amy Khor": "Senior Minister of State for Sustainability"}),
    ("fr", "« Il faut agir, a insisté Hélène Marche, directrice de l'agence, et agir maintenant. »", {"Hélène Marche": "directrice de l'agence"}),
    ("fr", "Le ministre marocain de la Santé, Khalid Ait Taleb, a ouvert la conférence.", {"Khalid Ait Taleb": "ministre marocain de la Santé"}),
    ("fr", "« Nous avons gagné », a déclaré le général Daouda Sanogo.", {"Daouda Sanogo": "général"}),
    ("es", "«El canal —recordó Ana León, ministra de Transporte— es nuestra ruta»", {"Ana León": "ministra de Transporte"}),
    ("es", "El presidente de Colombia, Juan Manuel Santos, dijo que esperaba una reunión.", {"Juan Manuel Santos": "presidente de Colombia"}),
    ("ar", "وقال وزير الخارجية المصري سامح شكري إن القمة ناجحة.", {"سامح شكري": "وزير الخارجية المصري"}),
    ("ar", "من جهته، قال أحمد نجم الأمين العام لمركز التحكيم التجاري، إن الملتقى ناجح.", {"أحمد نجم": "الأمين العام لمركز التحكيم التجاري"}),
    # What institutions' news pages taught: whole names of two surnames, offices that no list has,
    # the town of an office before the name, lines of a signature.
    ("es", "La consejera de Turismo, Dña. Carmen Ortiz de Zárate, ha abierto el congreso.", {"Carmen Ortiz de Zárate": "consejera de Turismo"}),
    ("es", "El acto fue presidido por el Excmo. Sr. D. Ramiro Castellanos Tejada, presidente de la Diputación de Soria.", {"Ramiro Castellanos Tejada": "presidente de la Diputación de Soria"}),
    ("es", "«Abrimos mañana», planteó Norma Beatriz Sosa, referente de la cooperativa textil.", {"Norma Beatriz Sosa": "referente de la cooperativa textil"}),
    ("es", "«Abrimos mañana», dijo Xoán Mao, CEO de Nubia.", {"Xoán Mao": "CEO de Nubia"}),
    ("fr", "« Nous ouvrons demain », explique Gwenaëlle Kerbrat, référente du réseau des quartiers.", {"Gwenaëlle Kerbrat": "référente du réseau des quartiers"}),
    ("fr", "« Nous ouvrons demain », explique J.-P. Moreau, maire de Brest.", {"J.-P. Moreau": "maire de Brest"}),
    ("fr", "Selon Loïc d’Humières, commissaire de l’exposition, « nous ouvrons demain ».", {"Loïc d’Humières": "commissaire de l’exposition"}),
    ("en", "The mayor of Bristol John Smith said the fair would open.", {"John Smith": "mayor of Bristol"}),
    ("en", "According to Rajesh K. Sharma, mayor of Bristol, the fair will open.", {"Rajesh K. Sharma": "mayor of Bristol"}),
    ("en", "The fair opens on Monday.\n\nJohn Smith\nMayor of Bristol\n", {"John Smith": "Mayor of Bristol"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), NAMED)
def test_a_person_has_the_name_and_the_role_that_the_text_gives(language, text, expected):
    found = people(text, language)
    assert {name: found[name].role for name in expected if name in found} == expected


NOBODY = [
    ("fr", "Le congrès a lieu à Saint-Luc et à Sainte-Luce.", {"Saint-Luc", "Sainte-Luce"}),
    ("fr", "Le Palais de Tokyo recevra le festival, rue Victor Hugo.", {"Tokyo", "Victor Hugo"}),
    ("en", "The conference in Porto Alegre said: “We must act.”", {"Porto Alegre"}),
    ("en", "It is held in Costa Rica, not in Hong Kong.", {"Costa Rica", "Hong Kong"}),
    ("es", "El foro se celebra en Buenos Aires, en la calle Simón Bolívar.", {"Buenos Aires", "Simón Bolívar"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "no_names"), NOBODY)
def test_places_saints_and_streets_are_nobody(language, text, no_names):
    assert not no_names & people(text, language).keys()


AGAIN = [
    ("en", "Tom Reed, mayor of Porto, opened the fair. Reed said the city was ready.", "Tom Reed"),
    ("fr", "François Roy, maire de Lyon, préside le congrès. M. Roy a salué les élus.", "François Roy"),
    ("es", "Ana León, ministra de Transporte, inauguró el foro. León dijo que vendrá.", "Ana León"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), AGAIN)
def test_a_surname_alone_is_who_was_named_in_full(language, text, name):
    source = Source(Path("a.txt"), text, "", language, None, None, None, None, 0)
    found = read_with(source, learned()).people
    assert found is not None
    assert [m.person.name for m in found.mentions] == [name, name]
    assert found.mentions[0].person is found.mentions[1].person
    assert found.mentions[1].person.role


def test_the_singer_who_sang_in_a_city_is_a_person():
    found = people("The singer Patti Berg sang in Montreux before a full house.", "en")
    assert found["Patti Berg"].role == "singer"
