"""What is on disk of a method that is led."""

from dataclasses import fields

from bot.core.model.gathering import Gathered, Gathering


def test_what_is_kept_has_no_place_for_a_text_or_a_name() -> None:
    """A new field needs a line here that says why it may be on disk."""
    reasons = {
        "id": "letters that nobody can guess",
        "dialog": "id of an editor's",
        "step": "name of an editor's",
        "leader": "keyed pseudonym, of this room alone",
        "trail": "names of an editor's",
        "turn": "a number",
        "asked": "a number",
        "clock": "a number",
        "ends_at": "when the phase ends",
        "long": "how long the phase is",
        "left": "seconds",
        "paused": "whether the clock stands still",
        "held": "names of an editor's, under which memory holds something",
    }
    assert {field.name for field in fields(Gathering)} == set(reasons)


def test_lines_come_behind_one_another_and_hands_replace_what_was_counted() -> None:
    said = Gathered().with_line("mee", "rust").with_line("mee", "moed").with_line("weg", "haast")
    assert said.lines == {"mee": ("rust", "moed"), "weg": ("haast",)}
    assert said.number == 3
    assert said.with_counts("handen", (3, 1)).with_counts("handen", (2, 2)).counts == {"handen": (2, 2)}
