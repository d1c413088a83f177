"""Sentences as people type them on a phone: in a hurry, without capitals."""

import re

import pytest

from bot.core.language.safety import ringing, warnings
from bot.core.model.library import Library, Signal

PLAIN = {
    "medisch-noodgeval": """
        client ligt op de grond en reageert niet
        hij ademt niet
        mijn klant krijgt geen lucht
        ze is bewusteloos
        we moeten iemand reanimeren
    """,
    "brand-of-gas": """
        er is brand
        het huis staat in brand
        ik ruik gas in het trappenhuis
        ze heeft de gaskraan opengezet
    """,
    "acuut-gevaar": """
        hij gijzelt zijn vriendin
        112?
        ze zit opgesloten in de kelder
    """,
    "zelfdoding": """
        ze wil zichzelf wat aandoen
        hij wil zich ophangen
        ze zegt dat ze van de flat springt
        ze spaart pillen op
    """,
    "zelfbeschadiging": """
        ze snijdt in haar armen
        de jongen krast met een mesje in zijn arm
    """,
    "kindermishandeling": """
        die kleine krijgt klappen thuis
        moeder schudt de baby
        stiefvader komt 's nachts bij haar
        kinderen van 3 en 5 zitten hele nachten alleen thuis
    """,
    "ouderenmishandeling": """
        oma wordt kaalgeplukt door haar kleinzoon
        zijn dochter mishandelt opa
    """,
    "huwelijksdwang-en-achterlating": """
        uithuwelijking
        ze moet trouwen met haar neef
        ze willen hun dochtertje laten besnijden
        ze is achtergelaten in Marokko
    """,
    "mensenhandel": """
        loverboy
        ze wordt uitgebuit door haar baas
    """,
    "verward-gedrag": """
        een verwarde man loopt over straat
        hij hoort stemmen
    """,
    "bedreiging-van-jou": """
        hij bedreigt mijn collega aan de balie
        de klant stond me op te wachten
        we weten waar jij woont riep hij
    """,
}
"""Danger in plain words, and the line that must come with it. Most stood in no list before."""

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

FACT = re.compile(r"\{fact:([^{}]*)\}")

SILENT = """
    politieke zelfmoord
    om de oren geslagen met protocollen
    omdat ze er lang naartoe leeft
    hij mishandelt de hond
    huisuitzetting gezin met kinderen
    ik kan niet meer
    ik weet het niet meer
    wie kan ik bellen
    training meldcode kindermishandeling
    het beleidsplan huiselijk geweld is af
    moeder komt haar bed niet uit
    de klant wacht buiten op mijn collega
    client reageert niet op mijn mail
    moeder is bang haar kind kwijt te raken
    een vrouw die geen trappen kan lopen
    zijn uitkering komt in gevaar
    hij volgt haar traject op de voet
    een financiële strop van twee ton
    zijn kind zit de hele dag op zijn telefoon te tikken
    we werden overvallen door de vraag
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
    return [signal.id for signal in ringing(text, library)]


@pytest.mark.parametrize(
    ("text", "signal"), [(text, signal) for signal, table in PLAIN.items() for text in lines(table)]
)
def test_danger_in_plain_words_brings_its_own_line(text: str, signal: str, library: Library) -> None:
    assert signal in ids(text, library)


@pytest.mark.parametrize(
    ("text", "signal"), [(text, signal) for signal, table in RINGS.items() for text in lines(table)]
)
def test_danger_brings_the_numbers_of_its_line(text: str, signal: str, library: Library) -> None:
    numbers = FACT.findall(library.signals[signal].says)
    said = "".join(warnings(text, library))
    assert [number for number in numbers if f"{{fact:{number}}}" in said]
    assert "{fact:alarmnummer}" in said


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


def test_a_line_without_a_new_number_is_left_out(library: Library) -> None:
    text = "hij slaat zijn kind en ze is mishandeld"
    assert ids(text, library) == ["kindermishandeling", "geweld-of-mishandeling"]
    assert warnings(text, library) == [library.signals["kindermishandeling"].says]


def test_lines_come_in_the_order_of_the_file(library: Library) -> None:
    heard = ids("ze wil dood, hij slaat haar met een mes, en de flat staat in brand", library)
    assert heard == [one for one in library.signals if one in heard]
    assert {"brand-of-gas", "acuut-gevaar", "zelfdoding", "geweld-of-mishandeling"} <= {*heard}


def test_a_phrase_without_a_word_never_rings() -> None:
    assert warnings("hallo", Library(signals={"leeg": Signal("leeg", ("?!",), "Bel.")})) == []
