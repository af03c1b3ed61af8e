"""Where something else holds than plain statement: not so, not now, not here, not sure.

In a sentence, what stands in [square] brackets must carry the kind, what stands in {braces} must
not. The text around it was published in March 2024.
"""

from __future__ import annotations

import re

import pytest

from conftest import source
from eventbrief.extract.text.lexicon import languages, lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.sense import Sense
from eventbrief.extract.text.span import Span

NEGATED = {
    "en": [
        "It was not organised by [Interpol].",
        "The fair is no longer organised by [the Red Cross].",
        "Neither [Germany] nor [Austria] will attend.",
        "[75 countries] will not take part.",
        "[Germany], [France] and [Italy] did not attend, but {Spain} did.",
        "[Germany], the largest member, did not attend.",
        "He denied saying [“the water is poisoned”].",
        "She never said [“the river is dead”].",
        "It is not true that [Interpol] organised it.",
        "The ministry denied that [75 countries] had confirmed.",
        "It was not, as the press wrote, organised by [Interpol].",
        "{Hungary} opened the session without [Poland].",
        "The fair, which was not held in [Oslo], opens in {Lyon}.",
        "[Brazil] pulled out of the meeting; {Chile} will attend.",
        "Not only {Germany} but also {Austria} will attend.",
        "No fewer than {75 countries} take part.",
        "There is no doubt that {Spain} will come.",
        "{Spain} will host the meeting and [Portugal] will not attend.",
        "No. 5 of the list is {Spain}.",
    ],
    "fr": [
        "Ni [l'Allemagne] ni [l'Autriche] n'y participent.",
        "[75 pays] n'y participent pas.",
        "Le salon n'est plus organisé par [la Croix-Rouge].",
        "Il n'a pas été organisé par [Interpol], mais par {la Croix-Rouge}.",
        "Il a démenti avoir dit [« l'eau est empoisonnée »].",
        "Le ministère dément que [75 pays] aient confirmé.",
        "Aucun [pays africain] ne participera au sommet.",
        "{La Hongrie} a ouvert la séance sans [la Pologne].",
        "Non seulement {l'Allemagne} mais aussi {l'Autriche} y participent.",
        "Pas moins de {75 pays} participent.",
        "Il n'y a que {douze pays} dans la salle.",
        "[Le Brésil] a boycotté la réunion ; {le Chili} sera présent.",
        "Le premier pas vers {Dakar} est franchi.",
        "Plus de {75 pays} participent au sommet.",
    ],
    "es": [
        "Ni [Alemania] ni [Austria] participan.",
        "[75 países] no participarán en la feria.",
        "La feria ya no está organizada por [la Cruz Roja].",
        "No fue organizada por [Interpol], sino por {la Cruz Roja}.",
        "Negó haber dicho [«el agua está envenenada»].",
        "Ningún [país africano] asistirá.",
        "{Hungría} abrió la sesión sin [Polonia].",
        "No solo {Alemania} sino también {Austria} participan.",
        "No menos de {75 países} participan.",
        "[Brasil] boicoteó la reunión; {Chile} asistirá.",
        "Sin duda, {España} asistirá a la cita.",
        "[Alemania], [Francia] e [Italia] no asistieron a la reunión.",
    ],
    "pt": [
        "Nem [Espanha] nem [Marrocos] vão participar.",
        "[75 países] não participarão na feira.",
        "A feira já não é organizada pela [Cruz Vermelha].",
        "Não foi organizada pela [Interpol], mas pela {Cruz Vermelha}.",
        "O ministro negou que [75 países] tenham participado.",
        "Não só {Portugal} mas também {Angola} vão participar.",
        "{Portugal} acolhe a reunião e [Angola] não participará.",
    ],
    "ar": [
        "لن تشارك [ألمانيا] في القمة.",
        "لم تنظم [الإنتربول] المؤتمر.",
        "لا [ألمانيا] ولا [النمسا] تشاركان في القمة.",
        "نفى الوزير أن [75 دولة] شاركت.",
        "نفى أن يكون قد قال [«الماء مسموم»].",
        "قاطعت [البرازيل] الاجتماع؛ وستشارك {تشيلي}.",
        "افتتحت {المجر} الجلسة بدون [بولندا].",
        "يشارك في القمة ما لا يقل عن {75 دولة}.",
        "تشارك دول كثيرة لا سيما {ألمانيا}.",
        "لا تزال {ألمانيا} عضوا في المنظمة.",
        "ليست [الجزائر] الدولة المضيفة بل {تونس}.",
    ],
}

EXCLUDED = {
    "en": [
        "All but [Spain] took part in the {Porto} summit.",
        "All members except [Hungary] and [Malta] signed the declaration in {Porto}.",
        "With the exception of [Hungary], {Poland} and {Malta} signed.",
        "Every state, with the exception of [Hungary], [Malta] and [Cyprus], signed.",
    ],
    "fr": [
        "Tous les pays, sauf [la Hongrie], ont signé à {Porto}.",
        "À l'exception de [la Hongrie], {la Pologne} a signé.",
        "Tous les membres hormis [Malte] ont signé la déclaration.",
    ],
    "es": [
        "Todos los países, a excepción de [Hungría], firmaron en {Oporto}.",
        "Todos salvo [Hungría] y [Malta] firmaron la declaración.",
    ],
    "pt": [
        "Todos os países, à exceção da [Hungria], assinaram no {Porto}.",
        "Todos, exceto [Hungria] e [Malta], assinaram a declaração.",
    ],
    "ar": [
        "شاركت جميع الدول باستثناء [المجر] في {القمة}.",
        "حضرت كل الدول ما عدا [المجر].",
    ],
}

FORMER = {
    "en": [
        "The fair, formerly organised by [the Red Cross], opens in {Lyon}.",
        "The fair formerly organised by [the Red Cross] will open in {Lyon}.",
        "Last year's edition in [Oslo] drew [12,000 visitors].",
        "The 2022 edition had drawn [12,000 visitors].",
        "Last year, [40 countries] took part; this year {50} did.",
        "{15,000 visitors} came, up from [12,000] last year.",
        "The forum opened today in Rome. The 3rd congress was held in [Oslo] in 2019.",
        "The last edition, in 2022, drew [12,000 visitors].",
        "After the success of last year's edition in [Oslo], the fair returns to {Lyon}.",
        "It used to be organised by [the Red Cross].",
        "The 2024 edition drew {12,000 visitors}.",
    ],
    "fr": [
        "Le salon, autrefois organisé par [la Croix-Rouge], ouvre à {Lyon}.",
        "La dernière édition, en 2022, avait attiré [12 000 visiteurs].",
        "L'an dernier, [40 pays] y participaient ; cette année {50} participent.",
        "L'édition 2022 avait attiré [12 000 visiteurs].",
        "La foire a attiré {15 000 visiteurs}, contre [12 000] l'an dernier.",
        "Après le succès de l'édition précédente à [Oslo], la foire revient à {Lyon}.",
    ],
    "es": [
        "La feria, anteriormente organizada por [la Cruz Roja], abre en {Lima}.",
        "La edición anterior atrajo a [12.000 visitantes].",
        "El año pasado, [40 países] participaron; este año participan {50}.",
        "La edición de 2022 atrajo a [12.000 visitantes].",
        "La feria atrajo a {15.000 visitantes}, frente a los [12.000] del año pasado.",
    ],
    "pt": [
        "A feira, anteriormente organizada pela [Cruz Vermelha], abre em {Braga}.",
        "A edição anterior atraiu [12.000 visitantes].",
        "No ano passado, participaram [40 países]; este ano participam {50}.",
    ],
    "ar": [
        "استقطبت الدورة السابقة [12000 زائر].",
        "استقطبت دورة 2022 [12000 زائر].",
        "في العام الماضي، شاركت [40 دولة] في المعرض.",
        "المعرض الذي كانت تنظمه سابقا [الهلال الأحمر]، يفتتح في {الرياض}.",
    ],
}

NEXT = {
    "en": [
        "The summit closed in {Porto}. The next edition will be held in [Bonn].",
        "[Bonn] will host the next summit.",
        "{Porto} has handed over the flag to [the next summit in Bonn].",
        "The 2026 edition will be held in [Bonn].",
        "The meeting opens next week in {Porto}.",
    ],
    "fr": [
        "La prochaine édition se tiendra à [Bonn].",
        "L'édition 2026 aura lieu à [Bonn].",
        "Le sommet s'ouvre la semaine prochaine à {Porto}.",
    ],
    "es": [
        "La próxima edición se celebrará en [Bonn].",
        "La cumbre abre la próxima semana en {Oporto}.",
    ],
    "pt": [
        "A próxima edição realiza-se em [Bona].",
        "A cimeira abre na próxima semana no {Porto}.",
    ],
    "ar": ["ستعقد الدورة المقبلة في [بون].", "تعقد القمة الأسبوع المقبل في {الرياض}."],
}

OTHER_EVENT = {
    "en": [
        "A protest organised by [Green Coast] took place outside.",
        "The ministers signed a [pact] on the sidelines of {the Porto summit}.",
        "On the sidelines of {the Porto summit}, [Ana Roy] met [Tom Lee].",
        "A side event hosted by [Peru] follows.",
        "Another conference, on [water], was held by [the Red Cross].",
        "The fair opens on {5 March} in {Lyon}.",
    ],
    "fr": [
        "Une manifestation de protestation organisée par [Côte verte] a eu lieu dehors.",
        "En marge du {sommet de Porto}, [Ana Roy] a rencontré [Tom Lee].",
        "[Ana Roy] a rencontré [Tom Lee] en marge du {sommet}.",
    ],
    "es": [
        "Una protesta organizada por [Costa Verde] tuvo lugar fuera.",
        "Al margen de la {cumbre}, [Ana Roy] se reunió con [Tom Lee].",
    ],
    "pt": [
        "Um protesto organizado pela [Costa Verde] decorreu lá fora.",
        "À margem da {cimeira}, [Ana Roy] reuniu-se com [Tom Lee].",
    ],
    "ar": [
        "وعلى هامش {القمة}، التقت [آنا روي] نظيرها.",
        "نظمت [الساحل الأخضر] مظاهرة أمام المبنى.",
    ],
}

REPLACED = {
    "en": [
        "It does not take place at [the Palace of Congress] but at {the Hotel Sol}.",
        "The fair, scheduled for [21 March 2024], was postponed to {4 April 2024}.",
        "Initially planned for [May], it will be held {5 to 7 September 2024}.",
        "The summit was moved from [Geneva] to {Lyon}.",
        "The fair is in {Lyon} instead of [Paris].",
        "It was to be held in [Paris] but moved to {Lyon}.",
        "The fair is scheduled for {21 March 2024}.",
    ],
    "fr": [
        "Le sommet, prévu le [3 mai] à [Dakar], a été reporté au {4 juin} à {Thiès}.",
        "Initialement prévu à [Genève], il se tiendra à {Lyon}.",
        "Le sommet a été reporté du [3 mai] au {4 juin}.",
        "Il se tient à {Lyon} au lieu de [Paris].",
    ],
    "es": [
        "La feria, prevista para [el 3 de mayo], fue aplazada al {4 de junio}.",
        "La cumbre no se celebra en [el Palacio] sino en {el Hotel Sol}.",
        "La sede fue trasladada de [Lima] a {Cusco}.",
    ],
    "pt": [
        "A feira, prevista para [3 de maio], foi adiada para {4 de junho}.",
        "A cimeira não se realiza no [Palácio] mas no {Hotel Sol}.",
    ],
    "ar": [
        "كان من المقرر عقد القمة في [جنيف]، لكنها ستعقد في {ليون}.",
        "تقام القمة في {ليون} بدلا من [باريس].",
        "نقلت القمة من [جنيف] إلى {ليون}.",
    ],
}

UNSURE = {
    "expected": {
        "en": [
            "The fair should welcome [900,000 visitors].",
            "It is expected that [75 countries] will attend; {50} have confirmed.",
        ],
        "fr": ["Le salon devrait accueillir [900 000 visiteurs].", "[75 pays] sont attendus."],
        "es": ["Se espera que participen [75 países].", "La feria espera [900.000 visitantes]."],
        "ar": ["من المتوقع أن يشارك [75 بلدا] في القمة."],
    },
    "hedged": {
        "en": ["Perhaps [75 countries] will attend.", "It opens on {5 May} in {Lyon}."],
        "fr": ["[75 pays] pourraient participer."],
        "es": ["Quizás [75 países] participen."],
        "ar": ["ربما تشارك [75 دولة] في القمة."],
    },
    "hearsay": {
        "en": ["Reportedly, [75 countries] will attend.", "It is said that [Spain] will come."],
        "fr": ["[75 pays] auraient confirmé.", "Selon des rumeurs, [l'Espagne] viendra."],
        "es": ["Se rumorea que asistirá [España]."],
        "ar": ["يقال إن [إسبانيا] ستشارك."],
    },
    "conditional": {
        "en": ["If [Spain] joins, [60 countries] will take part. {Chile} will come."],
        "fr": ["À condition que [l'Espagne] vienne, [60 pays] participeront."],
        "es": ["Si [España] acude, participarán [60 países]."],
        "ar": ["إذا شاركت [إسبانيا]، سيكون العدد [60 دولة]."],
    },
    "past_background": {
        "en": [
            "The forum was founded in [1998] in [Geneva].",
            "Founded in [Geneva] in 1998, the forum gathers {60 countries}.",
            "The first forum was held ten years ago in [Geneva].",
        ],
        "fr": ["Le forum a été créé en [1998] à [Genève]."],
        "es": ["El foro fue fundado en [1998] en [Ginebra]."],
        "ar": ["تأسس المنتدى عام [1998] في [جنيف]."],
    },
}

KINDS = {
    "negated": NEGATED,
    "excluded": EXCLUDED,
    "former": FORMER,
    "next": NEXT,
    "other_event": OTHER_EVENT,
    "replaced": REPLACED,
    **UNSURE,
}
CASES = [
    (kind, language, sentence)
    for kind, by_language in KINDS.items()
    for language, sentences in by_language.items()
    for sentence in sentences
]


def marked(sentence: str) -> tuple[str, list[Span], list[Span]]:
    """The sentence without brackets, what stands in square ones, what stands in braces."""
    text, inside, outside = "", [], []
    for part in re.split(r"(\[[^\]]*\]|\{[^}]*\})", sentence):
        bare = part.strip("[]{}") if part[:1] in ("[", "{") else part
        span = Span(len(text), len(text) + len(bare))
        text += bare
        if part[:1] == "[":
            inside.append(span)
        elif part[:1] == "{":
            outside.append(span)
    return text, inside, outside


def sense_of(text: str, language: str, published: str | None = "2024-03-10") -> Sense:
    return Reading(source(text, language, published), lexicon(language)).sense


@pytest.mark.parametrize(("kind", "language", "sentence"), CASES)
def test_a_kind_holds_where_the_words_say_so_and_nowhere_else(kind, language, sentence):
    text, inside, outside = marked(sentence)
    sense = sense_of(text, language)
    missed = [
        s.of(text) for s in inside if not all(sense.holds(kind, p) for p in (s.start, s.end - 1))
    ]
    wrong = [s.of(text) for s in outside if sense.over(kind, s)]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("language", languages())
def test_a_plain_sentence_carries_nothing(language):
    plain = {
        "en": "The 12th World Forum on Water opened on Monday in Porto with 75 countries.",
        "fr": "Le 12e Forum mondial de l'eau s'est ouvert lundi à Porto avec 75 pays.",
        "es": "El 12.º Foro Mundial del Agua se inauguró el lunes en Oporto con 75 países.",
        "pt": "O 12.º Fórum Mundial da Água abriu na segunda-feira no Porto com 75 países.",
        "ar": "انطلقت يوم الاثنين في الرياض أعمال المنتدى العالمي للمياه بمشاركة 75 دولة.",
    }
    assert sense_of(plain[language], language).stretches == ()


def test_at_tells_all_that_holds_at_a_place():
    text = "Last year's edition was not held in Oslo."
    assert sense_of(text, "en").at(text.index("Oslo")) == {"former", "negated"}


def test_a_cue_in_a_quotation_stays_in_it():
    text = "Germany attended and said “we will not come to Oslo”."
    sense = sense_of(text, "en")
    assert sense.holds("negated", text.index("Oslo"))
    assert not sense.holds("negated", text.index("Germany"))
    assert {s.voice for s in sense.stretches} == {"quoted"}


def test_what_someone_is_said_to_say_is_told_apart():
    reported = sense_of("The minister said that Germany would not attend.", "en")
    stated = sense_of("Germany will not attend.", "en")
    assert [s.voice for s in (*reported.stretches, *stated.stretches)] == ["reported", "stated"]
