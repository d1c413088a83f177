"""A dialog can be drawn, with every step and every road in the picture."""

import re
from pathlib import Path

from bot.content.diagram import drawn
from bot.core.model import dialog as dialogs
from bot.core.model.dialog import END, Choice, ChooseStep, Dialog, SayStep, Step
from bot.core.model.library import Library

DIALOGS = Path(__file__).parent.parent.parent / "dialogs"
STEP = re.compile(r'  [0-9A-Z_]+\["[^"\n]+"\]')
ROAD = re.compile(r'  [0-9A-Z_]+ -->(?:\|"[^"\n]+"\|)? (?:[0-9A-Z_]+|einde\(\(einde\)\))')


def roads(dialog: Dialog) -> int:
    return sum(len(dialogs.roads(step)) for step in dialog.steps.values())


def walked(*steps: tuple[str, Step]) -> Dialog:
    return Dialog("proef", "Proef", ("proef",), "Over iets.", "Ons", dict(steps))


def test_every_step_and_road_of_the_example_is_in_the_picture(example: Library) -> None:
    assert drawn(example.dialogs["gesprek"]).splitlines() == [
        "flowchart TD",
        '  BEGIN["Stap 1: wie"]',
        '  BEGIN -->|"Met een inwoner"| DOEL',
        '  BEGIN -->|"Met een collega"| DOEL',
        '  DOEL["Stap 2: doel"]',
        "  DOEL --> ZIN",
        '  ZIN["Stap 3: eerste zin"]',
        "  ZIN --> KLAAR",
        '  KLAAR["klaar"]',
        "  KLAAR --> einde((einde))",
    ]


def test_every_dialog_can_be_drawn(library: Library) -> None:
    assert library.dialogs.keys() == {file.stem for file in DIALOGS.glob("*.yaml")}
    for dialog in library.dialogs.values():
        head, *lines = drawn(dialog).splitlines()
        assert head == "flowchart TD"
        assert sum(bool(STEP.fullmatch(line)) for line in lines) == len(dialog.steps)
        assert sum(bool(ROAD.fullmatch(line)) for line in lines) == roads(dialog)
        assert len(lines) == len(dialog.steps) + roads(dialog)


def test_a_step_is_not_taken_for_the_end_or_for_a_word_of_mermaid() -> None:
    names = ["einde", "class", "end-gesprek", "graph", "1-a"]
    after = [*names[1:], END]
    picture = drawn(
        walked(*((name, SayStep(say="Zeg iets.", next=to)) for name, to in zip(names, after, strict=True)))
    )
    assert '  EINDE["einde"]\n  EINDE --> CLASS' in picture
    assert '  END_GESPREK["end-gesprek"]' in picture
    assert picture.endswith("1_A --> einde((einde))")


def test_quotes_and_line_ends_do_not_break_the_picture() -> None:
    choices = (Choice('"Ja", zegt ze', END), Choice("nee\n\n- of toch", END))
    picture = drawn(
        walked(("begin", ChooseStep(say="Zeg iets.", title='Stap "een"\n\ntwee', choices=choices)))
    )
    assert picture.splitlines()[1:] == [
        """  BEGIN["Stap 'een' twee"]""",
        """  BEGIN -->|"'Ja', zegt ze"| einde((einde))""",
        '  BEGIN -->|"nee - of toch"| einde((einde))',
    ]
