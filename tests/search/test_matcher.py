"""The search: its promises, on any text, and thirty questions as professionals type them."""

from dataclasses import replace

import pytest

from bot.core.model.finder import ALL, Finder, Kind
from bot.core.model.library import Library
from bot.search.build import matcher_of
from bot.search.lazy import LazyFinder
from bot.search.matcher import Matcher
from bot.search.ranking import LIKELY

TEXTS = [
    "wat is de omgekeerde toets",
    "dilemma over schulden en samenwonen",
    "streng",
    "hoe",
    "het de een of in",
    "vertrouwen geven aan mensen die niemand meer vertrouwen",
    "Divosa",
    "niet",
    "xyzzy plugh",
    "schuldhulp " * 100,
    "a" * 2_000,
    "",
    "?!",
    "😀",
    "   ",
]

FIRST = {
    "ik denk dat een kind thuis wordt mishandeld, wat moet ik doen": "vermoeden-van-kindermishandeling",
    "welke stappen heeft de meldcode": "meldcode-vijf-stappen",
    "moet ik veilig thuis bellen of nog even wachten": "wanneer-veilig-thuis-bellen",
    "client zegt dat hij er een eind aan wil maken hoe reageer ik": "inwoner-praat-over-zelfdoding",
    "wat is die omgekeerde toets nou precies": "wat-is-de-omgekeerde-toets",
    "waarom moet ik pas op het laatst naar de wet kijken": "waarom-de-wet-als-laatste",
    "wordt het dan geen willekeur met die omgekeerde toets": "leidt-de-omgekeerde-toets-tot-willekeur",
    "wanneer mag je art 16 gebruiken": "zeer-dringende-redenen-artikel-16",
    "hoeveel mag iemand met bijstand aan giften ontvangen": "giften-in-de-bijstand",
    "inlichtingenplicht hoe zit dat": "inlichtingenplicht-artikel-17",
    "bijzondere bijstand voor een wasmachine": "witgoed-en-bijzondere-bijstand",
    "hoe snel moet het eerste gesprek schuldhulp zijn": "termijnen-schuldhulp-vier-weken-drie-werkdagen",
    "wat doe ik als mijn team geen kaders heeft": "geen-duidelijk-kader",
    "hoe leg ik uit dat de buurman het wel kreeg": "verschil-uitleggen",
    "ik ben bang voor het tuchtrecht": "tuchtrecht-angst",
    "hoe werkt de roddelmethode bij intervisie": "roddelmethode",
    "welke methode voor intervisie past bij ons": "welke-intervisiemethode",
    "hoe doe je een moreel beraad": "moreel-beraad-met-de-dilemmamethode",
    "iemand heeft helemaal geen netwerk": "niet-iedereen-heeft-een-netwerk",
    "is dit anoniem?": "is-deze-bot-anoniem",
    "kan mijn teamleider zien welke keuze ik maak": "ziet-mijn-teamleider-wat-ik-kies",
    "kan ik later verder gaan": "pauzeren-en-later-verder",
    "mag ik de naam van een client hier typen": "een-echte-casus-typen",
    "zit hier chatgpt achter": "zit-er-een-taalmodel-in-deze-bot",
    "jongere wordt 18 en valt tussen wal en schip": "jongere-wordt-achttien",
    "krantentoets, wat is dat": "krantentoets",
    "kan ik met terugwerkende kracht bijstand toekennen": "bijstand-met-terugwerkende-kracht",
}
"""What must come first."""

NEAR = {
    "hoe vraag ik mijn teamleider om rugdekking": "rugdekking-vooraf-vragen",
    "mijn collega's beslissen allemaal anders over dezelfde aanvraag": "ruis-tussen-collegas",
    "wie is de baas in een netwerk van organisaties": "niemand-is-de-baas",
    "waarom komen mensen zo laat met hun problemen": "waarom-mensen-zich-niet-melden",
    "hoe bereid ik een huisbezoek keukentafelgesprek voor": "keukentafelgesprek-voorbereiden",
}
"""What must be among the first three."""


@pytest.mark.parametrize(("text", "id_"), FIRST.items())
def test_what_professionals_ask_comes_first(text: str, id_: str, finder: Finder) -> None:
    assert finder.find(text).found[0].id == id_


@pytest.mark.parametrize(("text", "id_"), NEAR.items())
def test_what_is_near_comes_among_the_first_three(text: str, id_: str, finder: Finder) -> None:
    assert id_ in [found.id for found in finder.find(text).found[:3]]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:20]))
@pytest.mark.parametrize("most", [1, 3, 5])
def test_what_is_found_is_sorted_and_each_thing_comes_once(text: str, most: int, finder: Finder) -> None:
    finding = finder.find(text, most=most)
    assert len(finding.found) <= most
    assert len({(one.kind, one.id) for one in finding.found}) == len(finding.found)
    assert list(finding.found) == sorted(finding.found, key=lambda one: -one.score)
    assert all(0 <= one.score <= 1 for one in finding.found)
    assert finding.found or finding.verdict == "unknown"
    assert finding == finder.find(text, most=most)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:20]))
@pytest.mark.parametrize("kind", sorted(ALL))
def test_only_things_of_the_asked_kind_are_found(text: str, kind: Kind, finder: Finder) -> None:
    assert {one.kind for one in finder.find(text, {kind}).found} <= {kind}


@pytest.mark.parametrize("text", ["", "?!", "   ", "😀", "xyzzy plugh", "qwerty uiop"])
def test_what_nobody_wrote_about_is_unknown(text: str, finder: Finder) -> None:
    assert finder.find(text).verdict == "unknown"


def test_a_library_without_content_finds_nothing() -> None:
    assert Matcher(Library()).find("wat is maatwerk").verdict == "unknown"


def test_what_is_found_has_the_title_that_people_read(finder: Finder) -> None:
    best = finder.find("Wat is de krantentoets?").found[0]
    assert (best.kind, best.title) == ("question", "Wat is de krantentoets?")


def test_every_question_is_found_by_its_own_title(library: Library, finder: Finder) -> None:
    for question in library.questions.values():
        assert finder.find(question.ask[0]).found[0].id == question.id


def test_every_dilemma_and_dialog_is_found_by_its_own_title(library: Library, finder: Finder) -> None:
    for dilemma in library.dilemmas.values():
        found = finder.find(dilemma.title, {"dilemma"}).found
        assert found[0].id == dilemma.id
    for dialog in library.dialogs.values():
        assert finder.find(dialog.title, {"dialog"}).found[0].id == dialog.id


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("wat is de omgekeerde toets", "wat is de omgekeerdde toets"),
        ("hoe werkt de roddelmethode", "hoe werkt de rodelmethode"),
        ("wat is tweestrijd in deze bot", "wat is tweestrjid in deze bot"),
        ("krantentoets", "krantetoets"),
        ("Wat houdt de inlichtingenplicht in?", "wat houdt de inlichtignenplicht in"),
    ],
)
def test_one_typing_error_leads_to_the_same_place(right: str, wrong: str, finder: Finder) -> None:
    assert finder.find(wrong).found[0].id == finder.find(right).found[0].id


def test_not_turns_a_question_round(example: Library) -> None:
    question = example.questions["wat-is-luisteren"]
    asks = {"wel": ("moet ik het wel melden",), "niet": ("moet ik het niet melden",)}
    questions = {id_: replace(question, id=id_, ask=ask) for id_, ask in asks.items()}
    matcher = Matcher(Library(questions=questions))
    assert matcher.find("moet ik dit niet melden").found[0].id == "niet"
    assert matcher.find("moet ik dit wel melden").found[0].id == "wel"


def test_words_that_only_the_answer_has_lead_to_it(example: Library) -> None:
    one = replace(example.questions["wat-is-luisteren"], ask=("Mag dat?",))
    answers = {"fiets": "Een fiets mag je houden.", "auto": "Een auto mag je soms houden: bel {fact:nummer}."}
    questions = {id_: replace(one, id=id_, answer=answer) for id_, answer in answers.items()}
    matcher = Matcher(Library(questions=questions))
    assert matcher.find("ik heb een auto").found[0].id == "auto"
    assert matcher.find("ik heb een fiets").found[0].id == "fiets"


@pytest.mark.parametrize(
    "text", ["wat is een luie coach", "ogmekeerde teosts", "wat is het weer", "vertrouwen", "mag ik dat"]
)
def test_every_score_is_made_of_the_numbers_beside_it(text: str, library: Library) -> None:
    matcher = matcher_of(library)
    for one in matcher.explain(text).reasons:
        score = one.counts * (one.alike + LIKELY * one.likely) / (1 + LIKELY)
        assert one.found.score == pytest.approx(score, abs=1e-4)
    assert [one.found.id for one in matcher.explain(text).reasons]


def test_a_late_matcher_finds_and_tells_the_same(library: Library, finder: Finder) -> None:
    late = LazyFinder(library, matcher_of)
    for text in ("wat is een luie coach", "wat is het weer in londen", ""):
        assert late.find(text) == finder.find(text)
        assert late.find(text, {"dilemma"}, 2) == finder.find(text, {"dilemma"}, 2)
        assert late.telling(text) == finder.telling(text)


@pytest.mark.parametrize("word", ["weer", "vandaag", "huis", "auto", "morgen", "kinderen", "tijd", "goed"])
def test_a_word_in_everybodys_mouth_brings_no_answer_and_no_dilemma(word: str, finder: Finder) -> None:
    finding = finder.find(word)
    assert finding.verdict != "answer"
    assert finding.verdict == "unknown" or finding.found[0].kind == "question"


@pytest.mark.parametrize("word", ["regie", "schulden", "huisbezoek", "bijstand"])
def test_a_word_of_the_trade_is_asked_about_or_answered(word: str, finder: Finder) -> None:
    assert finder.find(word).verdict != "unknown"
