"""What was typed and picked reads as sentences, and a fork goes by what was picked."""

from dataclasses import replace

import pytest

from bot.core.language.facts import filled as with_facts
from bot.core.methods.blanks import filled
from bot.core.methods.picks import listed, picks
from bot.core.methods.visit import Visit
from bot.core.model.dialog import END, Choice, ChooseStep, Dialog, ForkStep, SayStep, Step, WriteStep
from bot.core.model.library import Library
from bot.core.model.session import Session, Walk
from tests.conftest import NOW
from tests.core.talk import Talk, shown
from tests.dutch import DUTCH, say

STEPS: dict[str, Step] = {
    "doel": WriteStep(say="Wat wil je?", note="doel", next="dag"),
    "dag": ChooseStep(
        say="Ken je de dag?",
        choices=(
            Choice("Ja", "steun", wording="de dag staat vast", under="sterk"),
            Choice("Nee", "steun", wording="{doel} heeft geen dag", under="open"),
        ),
    ),
    "steun": ChooseStep(
        say="Is er steun?",
        many=True,
        choices=(
            Choice("Van een collega", "kijk", under="sterk"),
            Choice("Van niemand", "kijk", under="open"),
        ),
    ),
    "kijk": ForkStep(listed="open", next="nog-niet", otherwise="rond"),
    "nog-niet": SayStep(say="Nog niet rond:\n{open}", next=END),
    "rond": SayStep(say="Rond:\n{sterk}", next=END),
}

DIALOG = Dialog("proef", "Een proef", ("proef",), "Over iets.", "Een boek", STEPS)


def visit(doel: str = "", *picked: tuple[str, str]) -> Visit:
    walk = Walk("proef", "kijk", picked=picked)
    library = replace(DUTCH, dialogs={"proef": DIALOG})
    return Visit(walk, Session().hold(notes={"proef": {"doel": doel}}), library)


@pytest.mark.parametrize(
    ("text", "typed", "reads"),
    [
        ("{doel}", "rust", "Rust."),
        ("Het doel. {doel} En nu.", "rust", "Het doel. Rust. En nu."),
        ("Het doel. {doel}.", "rust.", "Het doel. Rust."),
        ("Doel: {doel}", "rust", "Doel: rust"),
        ("Een doel. Jij wilt: {doel}", "rust", "Een doel. Jij wilt: rust."),
        ("Jij wilt {doel}, en snel.", "rust!", "Jij wilt rust, en snel."),
        ("- {doel}\n- iets", "rust", "- Rust.\n- iets"),
        ("Over {doel} praten", "rust", "Over rust praten"),
        ("“{doel}”", "rust", "“rust”"),
        ("{doel}", "Mag dat?", "Mag dat?"),
        ("{doel} {doel}", "rust", "Rust. Rust."),
        ("{doel}.", "...", "...."),
        ("Jij wilt: {doel}", "", f"Jij wilt: {say('method.skipped')}"),
    ],
)
def test_what_was_typed_reads_as_sentences(text: str, typed: str, reads: str) -> None:
    assert filled(text, visit(typed)) == reads


@pytest.mark.parametrize(
    ("picked", "reads"),
    [
        ((("dag", "Ja"),), "De dag staat vast."),
        ((("dag", "Ja"), ("dag", "Nee")), "Rust heeft geen dag."),
        ((), f"{say('method.skipped')}."),
        ((("dag", "weg"),), f"{say('method.skipped')}."),
    ],
)
def test_a_pick_reads_in_its_own_words_and_the_last_one_counts(
    picked: tuple[tuple[str, str], ...], reads: str
) -> None:
    assert filled("{dag}.", visit("rust", *picked)) == reads


def test_where_many_count_all_are_named() -> None:
    both = visit("", ("steun", "Van een collega"), ("steun", "Van niemand"), ("steun", "Van een collega"))
    assert filled("Steun {steun}.", both) == "Steun Van een collega en Van niemand."
    assert [choice.label for choice in picks("steun", both)] == ["Van een collega", "Van niemand"]


def test_a_list_holds_the_picks_under_its_name_in_the_order_of_the_steps() -> None:
    mixed = visit("rust", ("steun", "Van een collega"), ("dag", "Ja"))
    assert filled("{sterk}", mixed) == "- de dag staat vast\n- Van een collega"
    assert filled("Open: {open}", mixed) == f"Open:\n- {say('method.none-listed')}"
    assert filled("{open}", mixed) == f"- {say('method.none-listed')}"
    assert [choice.label for choice in listed("sterk", mixed)] == ["Ja", "Van een collega"]


def test_a_pick_that_was_changed_stands_on_no_list_any_more() -> None:
    changed = visit("rust", ("dag", "Nee"), ("dag", "Ja"))
    assert not listed("open", changed)


@pytest.mark.parametrize(
    ("answers", "ends"),
    [
        (("rust", "ja", "van een collega"), "Rond:\n- de dag staat vast\n- Van een collega"),
        (("rust", "nee", "van een collega"), "Nog niet rond:\n- rust heeft geen dag"),
        (("rust", "nee", "terug", "ja", "van niemand"), "Nog niet rond:\n- Van niemand"),
    ],
)
def test_a_fork_goes_by_what_stands_on_its_list(answers: tuple[str, ...], ends: str) -> None:
    talk = Talk(replace(DUTCH, dialogs={"proef": DIALOG}))
    talk.says("methode proef")
    assert ends in shown(talk.says(*answers))
    assert talk.session.kept.walk is None


def test_today_is_filled_in_with_the_facts() -> None:
    assert filled("Datum: {vandaag}", visit()) == "Datum: {vandaag}"
    assert with_facts("Datum: {vandaag}", {}, NOW.date()) == "Datum: 23 november 2026"


def test_what_somebody_typed_is_never_filled(library: Library) -> None:
    talk = Talk(replace(library, dialogs={"proef": DIALOG}))
    talk.says("methode proef", "{vandaag} {sterk}")
    assert "(vandaag) (sterk) heeft geen dag" in shown(talk.says("nee", "van niemand"))
