"""Short texts of the press: sets that are each about one event, and pairs that are about two."""

from __future__ import annotations

import re


def unwrapped(text: str) -> str:
    """The text with a line for each paragraph, as pages and agencies give it."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text).strip() + "\n"


# Each text's name ends in its language; all of a set are about one event.
ONE: dict[str, dict[str, str]] = {
    "no date in one of them": {
        "wire_en": """LIMA, Peru, April 15, 2025 (Wire) - The 4th Andean Summit on Glaciers opened in Lima
on Tuesday, with delegations from 12 countries. It runs until 17 April 2025.

"A glacier does not wait for the next budget," said Rosa Quispe, Peru's minister of environment.
""",
        "nota_es": """La Cumbre Andina sobre Glaciares reúne a doce países

La IV Cumbre Andina sobre Glaciares, que organiza el Ministerio del Ambiente, se celebra en el Centro
de Convenciones de Lima. «Un glaciar no espera al próximo presupuesto», dijo la ministra Rosa Quispe.
""",
        "depeche_fr": """LIMA, 15 avril 2025 (Agence) - Le 4e Sommet andin sur les glaciers s'est ouvert mardi
à Lima, au Pérou, en présence de douze pays. Il se tient du 15 au 17 avril 2025.
""",
    },
    "a typing error in the name": {
        "wire_en": """NAIROBI, Kenya, 9 September 2024 (Wire) - The 2nd African Forum on Beekeeping opened in
Nairobi on Monday. The forum is held from 9 to 11 September 2024.
""",
        "office_en": """The 2nd African Fourm on Beekeping will take place in Nairobi, Kenya, from 9 to 11
September 2024. It is organised by the African Union of Beekeepers (AUB).
""",
        "site_en": """Beekeepers meet in Kenya

10 September 2024

The African Forum for Beekeepers, which began in Nairobi on 9 September 2024, ends on Wednesday.
""",
    },
    "only the acronym in one of them": {
        "wire_en": """LISBON, Portugal, May 14, 2024 (Wire) - The 3rd World Congress on Port Power (WCPP) opened
in Lisbon on Tuesday. It is held from 14 to 16 May 2024.
""",
        "short_en": """LISBON, May 15, 2024 (Wire) - The WCPP heard on Wednesday that ports must burn less oil.
The congress ends in Lisbon on 16 May 2024.
""",
        "nota_es": """LISBOA, 14 de mayo de 2024 (Agencia) - El III Congreso Mundial de Energía Portuaria (WCPP)
comenzó el martes en Lisboa, Portugal, y terminará el 16 de mayo de 2024.
""",
    },
    "only a weekday in one of them": {
        "wire_en": """ACCRA, Ghana, 7 October 2024 (Wire) - The 6th Cocoa Farmers' Conference will be held in
Accra from 9 to 11 October 2024, its organisers said.
""",
        "local_en": """Cocoa farmers arrive in the capital

The Cocoa Farmers' Conference starts on Wednesday at the Accra International Conference Centre. It
will end on Friday, said Yaw Mensah, head of the Cocoa Board.
""",
        "depeche_fr": """ACCRA, 9 octobre 2024 (Agence) - La 6e Conférence des producteurs de cacao s'est ouverte
mercredi à Accra, au Ghana. Elle s'achève le 11 octobre 2024.
""",
    },
    "the edition worded otherwise": {
        "wire_en": """TUNIS, Tunisia, November 4, 2024 (Wire) - The twelfth Mediterranean Forum on Fisheries
opened in Tunis on Monday. It lasts until 6 November 2024.
""",
        "depeche_fr": """TUNIS, 4 novembre 2024 (Agence) - La XIIe édition du Forum méditerranéen de la pêche
s'est ouverte lundi à Tunis, en Tunisie. Elle se tient du 4 au 6 novembre 2024.
""",
        "khabar_ar": """تونس، 4 نوفمبر 2024 - انطلقت الاثنين بتونس العاصمة الدورة الثانية عشرة للمنتدى المتوسطي
للصيد البحري. ويتواصل المنتدى من 4 إلى 6 نوفمبر 2024.
""",
        "office_en": """Fisheries 2024: the Mediterranean Forum on Fisheries, now in its 12th year, is held in
Tunis, Tunisia, from 4 to 6 November 2024.
""",
    },
    "the city in another language": {
        "wire_en": """CAIRO, Egypt, 3 March 2025 (Wire) - The 8th Arab Conference on Libraries opened in Cairo
on Monday. It is held from 3 to 5 March 2025.
""",
        "depeche_fr": """LE CAIRE, 3 mars 2025 (Agence) - La 8e Conférence arabe des bibliothèques s'est ouverte
lundi au Caire, en Égypte. Elle se tient du 3 au 5 mars 2025.
""",
        "nota_es": """EL CAIRO, 3 de marzo de 2025 (Agencia) - La VIII Conferencia Árabe de Bibliotecas se inauguró
el lunes en El Cairo, Egipto, y se celebra del 3 al 5 de marzo de 2025.
""",
        "khabar_ar": """القاهرة، 3 مارس 2025 - افتتح الاثنين في القاهرة، مصر، المؤتمر العربي الثامن للمكتبات. ويعقد
المؤتمر من 3 إلى 5 مارس 2025.
""",
    },
    "an interview that hardly names the event": {
        "wire_en": """TORONTO, Canada, June 18, 2024 (Wire) - The 10th World Congress on Permafrost opened in
Toronto on Tuesday. It is held from 18 to 21 June 2024.
""",
        "interview_en": """"We are losing the ground under our feet"

18 June 2024

Dr Ingrid Solheim has measured frozen ground in Norway and in Siberia for thirty years. We met her in
Toronto, between two sessions of the congress.

Q: What has changed since your first winter in Tromsø, in 1994?

A: "Everything that we then called eternal," says Ingrid Solheim. In August 2019 she found open water
in Yakutsk where there had been ice.
""",
        "depeche_fr": """TORONTO, 18 juin 2024 (Agence) - Le 10e Congrès mondial du pergélisol s'est ouvert mardi à
Toronto, au Canada, et se poursuit jusqu'au 21 juin 2024.
""",
    },
    "announced, opened and looked back on": {
        "before_en": """12 January 2024

The 5th Global Summit on Urban Trees will be held in Melbourne, Australia, from 20 to 22 February
2024, the City of Melbourne announced. The 4th summit was held in Milan in November 2021.
""",
        "after_fr": """MELBOURNE, 23 février 2024 (Agence) - Le Sommet mondial des arbres en ville s'est achevé
jeudi à Melbourne, en Australie, sur un appel des maires. Le prochain sommet se tiendra à Bogota, en
Colombie, en mars 2026.
""",
        "during_es": """MELBOURNE, 21 de febrero de 2024 (Agencia) - Alcaldes de 30 ciudades participan en Melbourne,
Australia, en la V Cumbre Mundial de Árboles Urbanos. El jueves 22 de febrero firmarán una carta.
""",
    },
}

TWO: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "one city, another month": (
        (
            "a_en",
            """RABAT, Morocco, June 3, 2024 (Wire) - The African Water Forum opened in Rabat on Monday. It is
held from 3 to 6 June 2024.
""",
        ),
        (
            "b_en",
            """RABAT, Morocco, October 14, 2024 (Wire) - The Atlantic Conference on Ports opened in Rabat on
Monday. It is held from 14 to 16 October 2024.
""",
        ),
    ),
    "one name, another year's edition": (
        (
            "a_en",
            """DAKAR, Senegal, 6 May 2024 (Wire) - The 3rd African Seed Forum opened in Dakar on Monday. It is
held from 6 to 8 May 2024.
""",
        ),
        (
            "b_fr",
            """DAKAR, 12 mai 2025 (Agence) - Le 4e Forum africain des semences s'est ouvert lundi à Dakar, au
Sénégal. Il se tient du 12 au 14 mai 2025.
""",
        ),
    ),
    "two conferences in one week in one city": (
        (
            "a_en",
            """GENEVA, Switzerland, 7 October 2024 (Wire) - The 9th World Congress on Glass opened in Geneva on
Monday. It is held from 7 to 9 October 2024.
""",
        ),
        (
            "b_en",
            """GENEVA, Switzerland, 8 October 2024 (Wire) - The 2nd Global Summit on Rural Nursing opened in
Geneva on Tuesday. It is held from 8 to 10 October 2024.
""",
        ),
    ),
    "one series, another city in the same year": (
        (
            "a_en",
            """SANTIAGO, Chile, 4 March 2024 (Wire) - The Regional Workshop on Tides opened in Santiago on
Monday. It is held from 4 to 6 March 2024.
""",
        ),
        (
            "b_en",
            """JAKARTA, Indonesia, 2 September 2024 (Wire) - The Regional Workshop on Tides opened in Jakarta
on Monday. It is held from 2 to 4 September 2024.
""",
        ),
    ),
    "two languages, two countries, one month": (
        (
            "a_es",
            """BOGOTÁ, 10 de junio de 2024 (Agencia) - El II Congreso Latinoamericano de Bicicletas se inauguró el
lunes en Bogotá, Colombia. Se celebra del 10 al 12 de junio de 2024.
""",
        ),
        (
            "b_ar",
            """الدوحة، 24 يونيو 2024 - افتتح الاثنين في الدوحة، قطر، المنتدى الدولي الرابع للتمور. ويعقد المنتدى من 24 إلى 26 يونيو 2024.
""",
        ),
    ),
    "one body, two meetings": (
        (
            "a_fr",
            """LYON, 5 février 2024 (Agence) - Le 7e Congrès de l'Union des brasseurs s'est ouvert lundi à Lyon,
en France. Il se tient du 5 au 7 février 2024.
""",
        ),
        (
            "b_fr",
            """PRAGUE, 2 septembre 2024 (Agence) - Le Salon de l'Union des brasseurs s'est ouvert lundi à Prague,
en République tchèque. Il se tient du 2 au 4 septembre 2024.
""",
        ),
    ),
    "one country, one day, other names": (
        (
            "a_ar",
            """الرباط، 3 يونيو 2024 - انطلقت الاثنين بالرباط، المغرب، الدورة الخامسة للمنتدى الأفريقي للمياه. ويستمر المنتدى من 3 إلى 6 يونيو 2024.
""",
        ),
        (
            "b_ar",
            """أكادير، 4 يونيو 2024 - افتتح الثلاثاء في أكادير، المغرب، المؤتمر الدولي للسياحة القروية. ويعقد المؤتمر من 4 إلى 5 يونيو 2024.
""",
        ),
    ),
}
