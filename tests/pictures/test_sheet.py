"""A document to print."""

import io

from docx import Document

from bot.core.model.replies import Paper, PaperSection
from bot.pictures.sheet import LINE, written

PAPER = Paper(
    "gespreksblad-2026-11-27",
    "Gespreksblad Noord",
    (
        PaperSection("Afspraken", ("Vraag eerst door.", "Geen namen."), listed=True),
        PaperSection("De brief", ("Een casus met <tekens> & é.",), heading=True),
        PaperSection("Onze afspraak", ("", "")),
    ),
    "Hier is een blad.",
)


def test_everything_stands_in_it_in_order_and_nobody_else() -> None:
    document = Document(io.BytesIO(written(PAPER)))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert told == [
        "Gespreksblad Noord",
        "Afspraken",
        "Vraag eerst door.",
        "Geen namen.",
        "De brief",
        "Een casus met <tekens> & é.",
        "Onze afspraak",
        LINE,
        LINE,
    ]
    assert document.core_properties.author == "Ruggespraak"
    assert document.core_properties.last_modified_by == ""
