"""Press releases of our own in four languages, and sheets with every kind of fact that can be proved."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from pathlib import Path
from typing import Any

from eventbrief.facts import pointer
from eventbrief.facts.model import FactSheet
from eventbrief.facts.writer import write

ENGLISH = """Ports meet in Lisbon

The 3rd World Forum on Port Power will be held in Lisbon, Portugal, from 14 to 16 May 2024 at the Alcantara
Terminal. It is organised by the National Port Authority (NPA). Representatives of 75 countries will attend.

The forum aims to write a common rule book. Its subject is clean power for ships. Harbour masters should sign
the rule book by 1 June 2024.

"A safe port is a port where people talk to each other," said Ana Roy, director of the port of Sines.

Some 400 delegates are expected. Spain and Ghana will take part.

Programme
15 May 2024, 09:30 to 10:45: Opening of the forum, Blue Hall, with Jon Hale

Address: 12 Quay Street, Lisbon. Website: www.example.org/forum
Register by e-mail before 2 May 2024 at www.example.org/register
Press badges are handed out at the main gate.
Contact: Maria Example, press officer, +351 210 000 111, maria@example.org
"""
FRENCH = """Les ports se retrouvent à Dakar

La 3e édition du Forum mondial des ports propres se tiendra à Dakar, au Sénégal, du 14 au 16 mai 2024 au Centre
Abdou Exemple. Il est organisé par l'Autorité nationale des ports (ANP). Des représentants de 75 pays y
participeront.

Le forum veut écrire un règlement commun. Il a pour sujet l'énergie propre des navires. Les capitaines
devront signer le règlement avant le 1er juin 2024.

« Un port sûr est un port où l'on se parle », a déclaré Ana Roy, directrice du port de Tanger.

Quelque 400 délégués sont attendus. L'Espagne et le Ghana participeront au forum.

Programme
15 mai 2024, 09:30 à 10:45 : Ouverture du forum, salle Bleue, avec Jon Hale

Adresse : 12 rue du Quai, Dakar. Site : www.example.org/forum
Inscription par courriel avant le 2 mai 2024 sur www.example.org/register
Les badges de presse sont remis à l'entrée principale.
Contact : Maria Exemple, attachée de presse, +221 33 000 01 11, maria@example.org
"""
SPANISH = """Los puertos se reúnen en Lima

La tercera edición del Foro Mundial de Puertos Limpios se celebrará en Lima, Perú, del 14 al 16 de mayo de 2024
en el Centro Juan Ejemplo. Está organizado por la Autoridad Nacional de Puertos (ANP). Participarán representantes de
75 países.

El foro quiere escribir un reglamento común. Su tema es la energía limpia de los barcos. Los capitanes deberán
firmar el reglamento antes del 1 de junio de 2024.

«Un puerto seguro es un puerto donde la gente se habla», dijo Ana Roy, directora del puerto de Vigo.

Se espera a unos 400 delegados. España y Ghana participarán en el foro.

Programa
15 de mayo de 2024, 09:30 a 10:45: Apertura del foro, Sala Azul, con Jon Hale

Dirección: calle del Muelle 12, Lima. Sitio: www.example.org/foro
Inscripción por correo antes del 2 de mayo de 2024 en www.example.org/registro
Las credenciales de prensa se entregan en la puerta principal.
Contacto: María Ejemplo, jefa de prensa, +51 1 000 0111, maria@example.org
"""
ARABIC = """الموانئ تجتمع في دبي

ينعقد المنتدى العالمي للموانئ النظيفة في دورته الثالثة في دبي من 14 إلى 16 مايو 2024 في قصر المؤتمرات. وتنظمه
الهيئة الوطنية للموانئ بمشاركة ممثلين عن 75 دولة.

يهدف المنتدى إلى كتابة لائحة مشتركة. وموضوعه الطاقة النظيفة للسفن. وعلى القباطنة توقيع اللائحة قبل 1 يونيو 2024.

وقالت آنا روي، مديرة ميناء طنجة: «الميناء الآمن ميناء يتحدث فيه الناس إلى بعضهم البعض».

ومن المتوقع حضور 400 مندوب. وتشارك إسبانيا وغانا في المنتدى.

البرنامج
15 مايو 2024، 09:30 إلى 10:45: افتتاح المنتدى، القاعة الزرقاء، مع جون هيل

العنوان: شارع الرصيف 12، دبي. الموقع: www.example.org/forum
التسجيل بالبريد الإلكتروني قبل 2 مايو 2024 على www.example.org/register
تسلم بطاقات الصحافة عند المدخل الرئيسي.
للاتصال: ماريا مثال، مسؤولة الصحافة، ‎+971 4 000 0111، maria@example.org
"""

# Pointer, value (None: the words themselves), words.
Row = tuple[str, Any, str]


def _rows(**said: str) -> list[Row]:
    """The rows that all four share, with the words of one language."""
    return [
        ("/event/name", said["name"], said["named"]),
        ("/event/edition", 3, said["edition"]),
        ("/event/start", "2024-05-14", said["days"]),
        ("/event/end", "2024-05-16", said["days"]),
        ("/event/city", None, said["city"]),
        ("/event/country", said["code"], said["country"]),
        ("/event/venue", None, said["venue"]),
        ("/event/theme", None, said["theme"]),
        ("/event/address", None, said["address"]),
        ("/event/website", None, said["website"]),
        ("/organisers/0/name", None, said["organiser"]),
        ("/organisers/0/role", "organiser", said["organised"]),
        ("/countries/count", 75, said["count"]),
        ("/countries/named/0", "ES", said["spain"]),
        ("/countries/named/1", "GH", said["ghana"]),
        ("/participants/0/count", 400, said["heads"]),
        ("/participants/0/kind", said["kind"], said["heads"]),
        ("/participants/0/hedge", said["hedge"], said["heads"]),
        ("/summary/0", None, said["summary"]),
        ("/quotes/0/text", None, said["quote"]),
        ("/quotes/0/speaker", None, said["speaker"]),
        ("/quotes/0/role", None, said["role"]),
        ("/objectives/0", None, said["objective"]),
        ("/topics/0", None, said["theme"]),
        ("/lines_to_take/0", None, said["quote"]),
        ("/asks/0/text", None, said["ask"]),
        ("/asks/0/due", "2024-06-01", said["due"]),
        ("/programme/0/day", "2024-05-15", said["day"]),
        ("/programme/0/start", "09:30", "09:30"),
        ("/programme/0/end", "10:45", "10:45"),
        ("/programme/0/title", None, said["title"]),
        ("/programme/0/place", None, said["place"]),
        ("/programme/0/speaker", None, said["guest"]),
        ("/notes/0/text", None, said["note"]),
        ("/registration/how", None, said["how"]),
        ("/registration/deadline", "2024-05-02", said["deadline"]),
        ("/registration/link", None, said["link"]),
        ("/contacts/0/name", None, said["contact"]),
        ("/contacts/0/role", None, said["office"]),
        ("/contacts/0/phone", None, said["phone"]),
        ("/contacts/0/email", None, "maria@example.org"),
    ]


@dataclasses.dataclass(frozen=True)
class Release:
    """A text and what it states, row by row."""

    language: str
    text: str
    rows: list[Row]

    def sheet(self, folder: Path) -> str:
        """The sheet of the release, whose file is written into the folder."""
        path = folder / f"release.{self.language}.txt"
        path.write_text(self.text, encoding="utf-8")
        data: dict[str, Any] = {
            "fact_sheet": 1,
            "language": self.language,
            "event": {},
            "sources": {
                "a": {
                    "file": path.name,
                    "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
                    "language": self.language,
                }
            },
            "evidence": {},
        }
        for at, value, words in self.rows:
            if value == "":
                continue
            put(data, pointer.split(at), words if value is None else value)
            start = self.text.index(words)
            item = {"source": "a", "at": [start, start + len(words)], "text": words}
            data["evidence"].setdefault(at, []).append(item)
        return write(FactSheet.model_validate(data))


def put(data: Any, parts: tuple[str, ...], value: Any) -> None:
    """Set what stands at the parts, making tables and lists on the way."""
    for here, following in itertools.pairwise(parts):
        empty: Any = [] if following.isdigit() else {}
        if isinstance(data, list):
            while len(data) <= int(here):
                data.append(type(empty)())
            data = data[int(here)]
        else:
            data = data.setdefault(here, empty)
    last = parts[-1]
    if isinstance(data, list):
        while len(data) <= int(last):
            data.append(None)
        data[int(last)] = value
    else:
        data[last] = value


RELEASES = {
    "en": Release(
        "en",
        ENGLISH,
        [
            *_rows(
                name="World Forum on Port Power", named="World Forum on Port Power",
                edition="3rd World Forum", days="from 14 to 16 May 2024", city="Lisbon", code="PT",
                country="Portugal", venue="Alcantara\nTerminal", theme="clean power for ships",
                address="12 Quay Street, Lisbon", website="www.example.org/forum",
                organiser="National Port Authority",
                organised="organised by the National Port Authority", count="75 countries",
                spain="Spain", ghana="Ghana", heads="Some 400 delegates", kind="delegates",
                hedge="about",
                summary="It is organised by the National Port Authority (NPA).",
                quote="A safe port is a port where people talk to each other",
                speaker="Ana Roy", role="director of the port of Sines",
                objective="write a common rule book",
                ask="Harbour masters should sign\nthe rule book by 1 June 2024", due="1 June 2024",
                day="15 May 2024", title="Opening of the forum", place="Blue Hall", guest="Jon Hale",
                note="Press badges are handed out at the main gate.", how="Register by e-mail",
                deadline="before 2 May 2024", link="www.example.org/register",
                contact="Maria Example", office="press officer", phone="+351 210 000 111",
            ),
            ("/organisers/0/acronym", "NPA", "(NPA)"),
        ],
    ),
    "fr": Release(
        "fr",
        FRENCH,
        [
            *_rows(
                name="Forum mondial des ports propres", named="Forum mondial des ports propres",
                edition="3e édition", days="du 14 au 16 mai 2024", city="Dakar", code="SN",
                country="Sénégal", venue="Centre\nAbdou Exemple", theme="l'énergie propre des navires",
                address="12 rue du Quai, Dakar", website="www.example.org/forum",
                organiser="Autorité nationale des ports",
                organised="organisé par l'Autorité nationale des ports", count="75 pays",
                spain="Espagne", ghana="Ghana", heads="Quelque 400 délégués", kind="délégués",
                hedge="about",
                summary="Il est organisé par l'Autorité nationale des ports (ANP).",
                quote="Un port sûr est un port où l'on se parle",
                speaker="Ana Roy", role="directrice du port de Tanger",
                objective="écrire un règlement commun",
                ask="Les capitaines\ndevront signer le règlement avant le 1er juin 2024",
                due="1er juin 2024", day="15 mai 2024", title="Ouverture du forum",
                place="salle Bleue", guest="Jon Hale",
                note="Les badges de presse sont remis à l'entrée principale.",
                how="Inscription par courriel", deadline="avant le 2 mai 2024",
                link="www.example.org/register", contact="Maria Exemple",
                office="attachée de presse", phone="+221 33 000 01 11",
            ),
            ("/organisers/0/acronym", "ANP", "(ANP)"),
        ],
    ),
    "es": Release(
        "es",
        SPANISH,
        [
            *_rows(
                name="Foro Mundial de Puertos Limpios", named="Foro Mundial de Puertos Limpios",
                edition="tercera edición", days="del 14 al 16 de mayo de 2024", city="Lima",
                code="PE", country="Perú", venue="Centro Juan Ejemplo",
                theme="la energía limpia de los barcos", address="calle del Muelle 12, Lima",
                website="www.example.org/foro", organiser="Autoridad Nacional de Puertos",
                organised="organizado por la Autoridad Nacional de Puertos", count="75 países",
                spain="España", ghana="Ghana", heads="unos 400 delegados", kind="delegados",
                hedge="about",
                summary="Está organizado por la Autoridad Nacional de Puertos (ANP).",
                quote="Un puerto seguro es un puerto donde la gente se habla",
                speaker="Ana Roy", role="directora del puerto de Vigo",
                objective="escribir un reglamento común",
                ask="Los capitanes deberán\nfirmar el reglamento antes del 1 de junio de 2024",
                due="1 de junio de 2024", day="15 de mayo de 2024", title="Apertura del foro",
                place="Sala Azul", guest="Jon Hale",
                note="Las credenciales de prensa se entregan en la puerta principal.",
                how="Inscripción por correo", deadline="antes del 2 de mayo de 2024",
                link="www.example.org/registro", contact="María Ejemplo",
                office="jefa de prensa", phone="+51 1 000 0111",
            ),
            ("/organisers/0/acronym", "ANP", "(ANP)"),
        ],
    ),
    "ar": Release(
        "ar",
        ARABIC,
        _rows(
            name="المنتدى العالمي للموانئ النظيفة", named="المنتدى العالمي للموانئ النظيفة",
            edition="دورته الثالثة", days="من 14 إلى 16 مايو 2024", city="دبي", code="AE",
            country="دبي", venue="قصر المؤتمرات", theme="الطاقة النظيفة للسفن",
            address="شارع الرصيف 12، دبي", website="www.example.org/forum",
            organiser="الهيئة الوطنية للموانئ", organised="وتنظمه\nالهيئة الوطنية للموانئ",
            count="ممثلين عن 75 دولة", spain="إسبانيا", ghana="وغانا", heads="400 مندوب",
            kind="مندوب", hedge="expected",
            summary="يهدف المنتدى إلى كتابة لائحة مشتركة.",
            quote="الميناء الآمن ميناء يتحدث فيه الناس إلى بعضهم البعض",
            speaker="آنا روي", role="مديرة ميناء طنجة", objective="كتابة لائحة مشتركة",
            ask="وعلى القباطنة توقيع اللائحة قبل 1 يونيو 2024", due="1 يونيو 2024",
            day="15 مايو 2024", title="افتتاح المنتدى", place="القاعة الزرقاء", guest="جون هيل",
            note="تسلم بطاقات الصحافة عند المدخل الرئيسي.", how="التسجيل بالبريد الإلكتروني",
            deadline="قبل 2 مايو 2024", link="www.example.org/register", contact="ماريا مثال",
            office="مسؤولة الصحافة", phone="+971 4 000 0111",
        ),
    ),
}  # fmt: skip
