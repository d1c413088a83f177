"""What is personal, what only looks like it, and texts made to keep a pattern busy for ever."""

import subprocess
import sys

import pytest

from bot.core.language.personal_data import personal
from tests.conftest import HUNG

SEEN = {
    "een rekeningnummer": """
        NL91ABNA0417164300
        NL91 ABNA 0417 1643 00
        nl20ingb0001234567
        zijn rekening is NL02ABNA0123456789.
        stort op NL91abna0417164300 graag
        IBAN:NL20 INGB 0001 2345 67
    """,
    "een BSN": """
        111222333
        bsn 123456782
        BSN: 123456782.
        zijn bsn is 1234.56.782
        1234 56 782 is zijn nummer
        haar nummer: 123 456 782
        (123456782)
        bsn=123456782;
        10000008
        client 111222333 belde
    """,
    "een telefoonnummer": """
        0612345678
        06-12345678
        06 12345678
        06 - 12345678
        06 12 34 56 78
        06.12.34.56.78
        06/12345678
        bel hem op 06-12 34 56 78
        +31612345678
        +31 6 12345678
        +31 (0)6 12345678
        0031612345678
        tel:0612345678,
        020-1234567
        010 123 45 67
        (010) 123 45 67
        070 1234567
        0113-123456
        0341 12 34 56
        +31 20 1234567
        ze is bereikbaar op 0201234567
        mobiel 0687654321 na vijven
    """,
    "een mailadres": """
        jan.jansen@gemeente.nl
        mail naar a@b.nl
        j_de-vries+werk@sub.domein.co.uk
        (piet@example.com)
        Jan@Example.NL, graag
    """,
    "een adres": """
        1234 AB 12
        1234AB 5
        3512 JE nummer 8
        Dorpsweg 12, 1234 AB
        12a 1234AB
        hij woont in de Kerkstraat 12
        kalverstraat 5 hoog
        Beatrixlaan 103
        Raadhuisplein 1
        Herengracht 401
    """,
    "een geboortedatum": """
        geboren op 12-03-1980
        geb. 12-03-1980
        geb 12/3/80
        geboortedatum: 12.03.1980
        geboortedatum 1980-03-12
        Geboren 12 maart 1980
        ze is geboren in Tilburg op 1 mei 1999
        geb. 12 mrt. 1980
    """,
}

UNSEEN = """
    bestelnummer 12345
    order 4031882
    ordernummer 2024001234
    nummer 123456789
    nummer 111222334
    1234.56.789
    000000000
    12345678901
    zaak 2024-0123456789
    Z-0612345678
    zaaknummer Z2024-00123
    dossier 20-4411
    een bedrag van 1.234.567,89
    € 0,50 per dag
    250 euro
    32 euro per week
    1.500.000 euro
    100.000.000 euro
    in 2015
    van 2015 tot 2024
    Wmo 2015
    de jaren 2019, 2020 en 2021
    artikel 2.3.5 lid 3
    art. 18 lid 1 Participatiewet
    artikel 7:12 Awb
    ECLI:NL:CRVB:2016:1402
    bel 112
    bel 0800-2000
    113 of 0800-0113
    0900-8844
    14030
    12-03-1980
    op 6-12-2024
    06-12-2024
    op 06-12-2024 10:30 uur
    01-02-2024 om 10:30
    geboren in 1980
    geboren en getogen in Tilburg
    een pasgeboren kind
    de geboortedatum weet ik niet
    hij is 43 jaar
    3 kinderen van 4, 7 en 12
    om 09.30 uur
    10% van 1000
    versie 1.2.3.4
    NL00ABNA0417164300
    NL91ABNA041716430
    AB12CDEF
    @ruggespraak
    jan@werk
    twee @ drie . nl
    kamer 12
    in 2024 en 12 maanden
    postcode 1234
    de straat op
    stap 3: de gevolgen
    halverwege 2024 20 euro
    000 0 00 000
    İban: NL91İNGB0001234567
    ٠٦١٢
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("text", "what"), [(text, what) for what, table in SEEN.items() for text in lines(table)]
)
def test_personal_data_is_named(text: str, what: str) -> None:
    assert personal(text) == what


@pytest.mark.parametrize("text", ["", *lines(UNSEEN)])
def test_what_only_looks_personal_is_left_alone(text: str) -> None:
    assert personal(text) == ""


def test_a_text_with_several_things_gets_one_remark() -> None:
    assert personal("06-12345678 of jan@gemeente.nl, bsn 123456782") == "een BSN"


HOSTILE = """
import pkgutil, re, resource
import bot.core
from bot.core.language import personal_data

HOSTILE = ["0", "06 ", "06-", "1234 AB ", "a.", "a@", "a@a.", "NL91 ", "geb. ", "geb 1-", "kade-", " \\u0130"]
PATTERNS = [rule[1] for rule in personal_data._RULES]
for module in pkgutil.walk_packages(bot.core.__path__, "bot.core."):
    names = vars(__import__(module.name, fromlist=["x"])).values()
    PATTERNS += [one for one in names if isinstance(one, re.Pattern)]
resource.setrlimit(resource.RLIMIT_CPU, (100, 100))  # of work, however busy the machine is
for piece in HOSTILE:
    text = (piece * 4096)[:4096]
    for pattern in PATTERNS:
        list(pattern.finditer(text))
        pattern.fullmatch(text)
    personal_data.personal(text)
print(len(HOSTILE), len(PATTERNS))
"""


def test_no_text_keeps_a_pattern_busy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOSTILE], capture_output=True, timeout=HUNG, check=True, text=True
    )
    texts, patterns = done.stdout.split()
    assert (int(texts), int(patterns) >= 11) == (12, True)
