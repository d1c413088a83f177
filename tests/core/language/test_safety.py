"""Sentences as people type them on a phone: in a hurry, without capitals."""

import pytest

from bot.core.language.safety import warnings
from bot.core.model.library import Library, Signal

RINGS = {
    "acuut-gevaar": """
        er is nu acuut gevaar bij een gezin
        hij staat voor de deur met een mes
        zn ex bedreigt haar met een mes
        client heeft een wapen in huis
        iemand zwaait met een pistool op de galerij
        hij heeft gedreigd het huis in brand te steken
        hij zegt dat hij haar gaat vermoorden
        ze is bang dat hij haar vermoordt
        hij dreigt me dood te maken
        ik maak je dood riep hij aan de balie
        een inwoner bedreigt mij met de dood
        de jongste is in levensgevaar
        ik ben nu niet veilig in deze spreekkamer
        hij wil haar neersteken als ze weggaat
        hij slaat haar nog eens dood
        we kregen doodsbedreigingen na de beschikking
        ik word bedreigd door een klant
    """,
    "zelfdoding": """
        mijn client wil niet meer leven
        hij zegt dat hij dood wil
        ik wil dood
        was ik maar dood zei ze
        ze wil er een eind aan maken
        dat hij er niet meer wil zijn
        inwoner denkt aan zelfmoord
        hij praat over zelfmord
        Ze heeft suïcidale gedachten
        is hij suicidaal?
        ze heeft een tentamen suicide gedaan
        hij dreigt voor de trein te springen
        ze wil zichzelf wat aandoen
        het leven heeft geen zin meer zegt ze
        ze ziet het leven niet meer zitten
        hij wil uit het leven stappen
        volgens haar zus snijdt ze zichzelf
        ze heeft al haar pillen geslikt
        voor mij hoeft het leven niet meer
        hij maakt zich van kant als de uitkering stopt
    """,
    "geweld-of-mishandeling": """
        hij slaat zijn vrouw
        hij slaat z'n jongste kind
        moeder zegt dat haar man haar slaat
        ze wordt geslagen door haar man
        de kinderen worden thuis geslagen
        vader sloeg zijn dochter
        hij heeft zijn vriendin geslagen
        ik denk dat het kind mishandeld wordt
        mishandeld hij zijn moeder?
        die ouders slaan hun kinderen
        het kind wordt thuis verwaarloosd
        oma wordt mishandelt door haar zoon
        meisje zit onder de blauwe plekken
        hij kneep haar keel dicht
        hij schopt haar als hij gedronken heeft
        pa heeft losse handjes
        ze is verkracht
        het kind is seksueel misbruikt
        er is geweld bij haar thuis
        ze wordt gestalkt door haar ex
        Er is sprake van HUISELIJK GEWELD
        zij is door haar ex in elkaar geslagen
        hij slaat de plank mis en hij slaat zijn kind
    """,
}

SILENT = """
    acute geldnood bij een gezin
    de regels doodslaan
    een slag om de arm houden
    met mes en vork eten
    het mes snijdt aan twee kanten
    met een mes in het budget los je niks op
    hij slaat de plank mis
    het kind van de rekening
    zijn kind slaat een jaar over op school
    levensgevaarlijk goed idee
    dat slaat op haar situatie
    dat voorstel van haar slaat nergens op
    ze slaat alarm over de wachtlijst
    hij slaat haar aanbod af
    zij slaat hem hoog aan
    de aanpak slaat aan bij haar team
    hij slaat zijn slag op de markt
    zo slaat het de schrik om het hart
    we slaan de handen ineen
    hoe sla ik een brug tussen beleid en praktijk
    ik probeer haar gegevens op te slaan
    haar dochter is geslaagd voor haar examen
    hij wordt begeleid om te slagen
    de kinderen hebben niet geslapen
    is het huiselijk wel op orde
    er wordt misbruik gemaakt van de regeling
    hij heeft de regeling misbruikt
    ze wil niet meer van de bijstand leven
    hij wil niet meer op straat leven
    uit het traject stappen
    hij ziet dit werk niet meer zitten
    er komt een einde aan de uitkering
    ik schrik me dood van die brief
    ze moet de dood van haar man verwerken
    hij wil de dood van zijn vader een plek geven
    het gesprek wordt doodgeslagen door protocollen
    een moordend tempo op de afdeling
    we worden doodgegooid met regels
    het wapen van de gemeente staat op de brief
    hij heeft geen geld voor de trein
    een overdosis regels
    bij een bedreigende schuld binnen drie dagen
    de deadline bedreigt ons
    hij dreigt dakloos te raken
    dreigende huisuitzetting, wat nu
    gevaar dat het gezin in de schulden komt
    een brandbrief aan de wethouder
    geweldloos verzet in het gezin
    wat een geweldig team
    een doodlopende weg in het traject
    ik voel me machteloos
    mag ik een klant aanspreken op zijn gedrag
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def ids(text: str, library: Library) -> list[str]:
    said = {signal.says: signal.id for signal in library.signals.values()}
    return [said[warning] for warning in warnings(text, library)]


@pytest.mark.parametrize(
    ("text", "signal"), [(text, signal) for signal, table in RINGS.items() for text in lines(table)]
)
def test_danger_rings(text: str, signal: str, library: Library) -> None:
    assert signal in ids(text, library)


@pytest.mark.parametrize("text", lines(SILENT))
def test_what_only_looks_like_danger_does_not_ring(text: str, library: Library) -> None:
    assert ids(text, library) == []


def test_a_question_rings_only_if_it_is_about_safety(library: Library) -> None:
    ringing = [one for one in library.questions.values() if any(ids(ask, library) for ask in one.ask)]
    assert ringing
    assert [one.id for one in ringing if "veiligheid" not in one.themes] == []


def test_no_quote_or_label_of_ours_rings(library: Library) -> None:
    labels = [way.label for dilemma in library.dilemmas.values() for way in dilemma.ways]
    ours = [*labels, *(quote.text for quote in library.quotes.values())]
    assert [text for text in ours if warnings(text, library)] == []


SLAAT = Library(
    signals={"slaat": Signal("slaat", ("slaat kind",), "Bel.", ("slaat plank mis", "slaat slag"))}
)


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        ("hij slaat kind", True),
        ("hij slaat zijn eigen jongste kind", True),
        ("hij slaat in een boze bui kind", False),  # too far apart
        ("kind slaat", False),  # another order
        ("hij sloeg kind", False),  # a form that nobody wrote down
        ("slaat hij de plank mis? of slaat hij zijn kind", True),
        ("hij slaat met kind de plank mis", False),
        ("", False),
        ("😀", False),
    ],
)
def test_a_phrase_rings_by_its_words_in_order_and_close_together(text: str, *, rings: bool) -> None:
    assert warnings(text, SLAAT) == (["Bel."] if rings else [])


def test_each_line_is_said_once_and_in_the_order_of_the_file(library: Library) -> None:
    text = "ze wil dood, hij slaat haar met een mes, en hij slaat zijn kind"
    assert ids(text, library) == list(library.signals)


def test_a_phrase_without_a_word_never_rings() -> None:
    assert warnings("hallo", Library(signals={"leeg": Signal("leeg", ("?!",), "Bel.")})) == []
