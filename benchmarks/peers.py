"""Ours beside the tools that people would otherwise pick, on one page of the same content.

    pip install docxtpl fpdf2 typst weasyprint    # what is missing is skipped
    python benchmarks/peers.py ../shared/bench/peers.py [--n 30]

The argument is the file that holds the other tools and their content. Ours starts from a fact
sheet: template, fit and every check of the page are in its time. Ratios count; times drift.
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from eventbrief.compose.page import Options, compose
from eventbrief.compose.template import folders, load_template
from eventbrief.facts.model import FactSheet
from eventbrief.facts.seen import seen_by
from eventbrief.layout.fit import fit
from eventbrief.layout.placed import FittedPage
from eventbrief.render import docx, pdf

CODES = """
AF AL DZ AO AR AM AU AT AZ BH BD BE BJ BO BA BW BR BG BF KH CM CA CL CN CO CR HR CY CZ DK DJ EC EG
EE ET FI FR GA GE DE GH GR GT GN HU IS IN ID IQ IE IT CI JP JO KZ KE KW LV LB LY LT LU MG MY ML MT
MR MX MD MN ME MA MZ NA NP
"""


def others(path: str) -> ModuleType:
    """The module at `path`."""
    spec = importlib.util.spec_from_file_location("others", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sheet(peers: ModuleType) -> FactSheet:
    """The other tools' content as a fact sheet."""
    return FactSheet.model_validate(
        {
            "fact_sheet": 1,
            "language": "en",
            "prepared": {"by": "Press desk", "date": "2022-10-25", "version": "1"},
            "event": {
                "name": peers.TITLE,
                "edition": 3,
                "start": "2022-10-25",
                "end": "2022-10-27",
                "city": "Marrakech",
                "country": "MA",
            },
            "organisers": [{"name": "DGSN"}, {"name": "Interpol"}],
            "countries": {"count": 75, "named": CODES.split()},
            "summary": peers.SUMMARY,
            "quotes": [
                dict(zip(("text", "speaker", "role"), (q, *who.split(", ", 1)), strict=True))
                for q, who in peers.QUOTES
            ],
        }
    )


def main() -> None:
    peers = others(sys.argv.pop(1))
    template, places = load_template("executive"), folders()
    facts = seen_by(sheet(peers), template.audience, "en")

    def fitted() -> FittedPage:
        return fit(compose(facts, template, Options()), places)

    def eventbrief_pdf() -> bytes:
        return pdf.render(fitted())

    def eventbrief_docx() -> bytes:
        return docx.render(fitted())

    def eventbrief_pair() -> bytes:
        page = fitted()
        return pdf.render(page) + docx.render(page)

    peers.PEERS += [eventbrief_pdf, eventbrief_docx, eventbrief_pair]
    peers.main()


if __name__ == "__main__":
    main()
