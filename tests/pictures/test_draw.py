"""Pictures: as wide as a phone, whole labels, and no meaning in colour alone."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from bot.core.model.disclosure import RULES, publish
from bot.core.model.figures import Bar, Bars, Figure, Shift
from bot.core.team.results import bars
from bot.pictures import draw
from bot.pictures.draw import DENSE, WIDE, Face, drawn
from tests.dutch import DUTCH

LONG_LABEL = "Geen schuur, het geld gebruiken voor een kamer of hostel met bed en ontbijt"
LABELS = {"a": "De schuur vandaag nog regelen", "b": LONG_LABEL, "c": "Anders"}
QUESTION = "Er ligt een verzoek van 250 euro voor een schuur. Wat doe jij?"
BEFORE = bars("Voor het gesprek", publish({"a": 5, "b": 4, "c": 2}, RULES[1]), LABELS, DUTCH)
AFTER = bars("Na het gesprek", publish({"a": 1, "b": 10, "c": 0}, RULES[1]), LABELS, DUTCH)
SHIFT = Shift("Uitslag na het gesprek: 250 euro voor een schuur", BEFORE, AFTER, QUESTION)


Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def pixels(figure: Figure, mode: str = "RGB") -> Pixels:
    return np.asarray(Image.open(io.BytesIO(drawn(figure))).convert(mode))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line of text that is drawn."""
    lines: list[str] = []
    text = ImageDraw.ImageDraw.text

    def spy(pen: ImageDraw.ImageDraw, at: tuple[float, float], line: str, **how: object) -> None:
        left, _, right, _ = pen.textbbox(at, line, font=how["font"], anchor="lm")  # type: ignore[arg-type]
        assert 0 < left <= right < WIDE, f"off the sheet: {line}"
        lines.append(line)
        text(pen, at, line, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", spy)
    return lines


@pytest.mark.parametrize("figure", [BEFORE, SHIFT], ids=["a result", "before and after"])
def test_a_picture_fits_a_phone_and_says_no_program(figure: Figure) -> None:
    png = drawn(figure)
    assert png.startswith(b"\x89PNG")
    assert b"Software" not in png
    assert len(png) < 100_000
    high, wide, _ = pixels(figure).shape
    assert wide == 360 * DENSE
    assert 200 < high / DENSE < 640


def test_letters_are_read_on_a_phone_of_360_wide() -> None:
    faces = [one for one in vars(draw).values() if isinstance(one, Face)]
    assert len(faces) == 6
    assert min(face.size for face in faces) / DENSE >= 13


def test_the_same_figure_is_the_same_picture_also_on_other_threads() -> None:
    first = drawn(SHIFT)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: drawn(SHIFT), range(4))) == {first}


def test_everything_that_the_figure_says_stands_in_the_picture(written: list[str]) -> None:
    drawn(SHIFT)
    text = " ".join(written)
    said = (SHIFT.title, QUESTION, "11 stemmen", f"B. {LONG_LABEL}", AFTER.note, AFTER.legend)
    assert [line for line in said if line not in text] == []


def test_before_and_after_stand_below_one_another_with_words(written: list[str]) -> None:
    drawn(SHIFT)
    at = written.index("A. De schuur vandaag nog regelen")
    assert written[at + 1 : at + 5] == ["eerst", "5", "nu", "hooguit 2"]


def test_the_legend_stands_only_where_a_bar_is_hatched(written: list[str]) -> None:
    drawn(Bars("x", (Bar("A", "a", 0.5, "5"),), legend="Gestreept is onzeker."))
    assert "Gestreept is onzeker." not in written
    drawn(Bars("x", (Bar("A", "a", 0.5, "hooguit 5", 0.0),), legend="Gestreept is onzeker."))
    assert "Gestreept is onzeker." in written


def test_a_dollar_is_no_formula_and_an_emoji_no_box(written: list[str]) -> None:
    drawn(Bars("x", (Bar("A", "Kies $5 of $x_1$ \N{GRINNING FACE}", 0.5, "5"),)))
    assert "A. Kies $5 of $x_1$" in written


def test_before_and_after_differ_in_height_and_in_grey() -> None:
    told = Bar("A", "a", 1.0, "5")
    grey = pixels(Shift("x", Bars("x", (told,)), Bars("x", (told,))), "L")
    column = grey[:, draw.EDGE + draw.TAG + draw.LONG // 2].astype(int)
    dark, light = (column < 100).sum(), ((column > 120) & (column < 180)).sum()
    assert dark > 1.5 * light > 0


def test_a_band_looks_other_than_a_number_without_any_colour() -> None:
    """The hatching is seen in grey too: of a band the bar is neither full nor empty."""
    told = Bars("x", (Bar("A", "a", 0.5, "5"),))
    perhaps = replace(told, bars=(Bar("A", "a", 0.5, "5", 0.0),))
    inside = slice(draw.EDGE + 4, draw.EDGE + draw.LONG // 2 - 4)
    grey = [pixels(figure, "L")[:, inside] for figure in (told, perhaps)]
    full = np.flatnonzero(np.all(grey[0] < 100, axis=1))
    assert full.size >= 20 * DENSE
    share = float(np.mean(grey[1][full] < 128))
    assert 0.05 < share < 0.8


def test_a_sure_part_is_full_and_the_rest_hatched() -> None:
    found = {bar.key: bar for bar in AFTER.bars}
    assert found["B"].size == 1
    assert found["B"].sure == pytest.approx(9 / 11)
    assert found["A"].sure == 0
    assert {bar.key: bar.sure for bar in BEFORE.bars} == {"A": None, "B": None, "C": 0}


def test_nobody_at_all_is_an_empty_bar() -> None:
    one = pixels(Bars("x", (Bar("A", "a", 0.0, "0"),)), "L")
    middle = one[:, draw.EDGE + 4 : draw.EDGE + draw.LONG - 4]
    assert not ((middle < 100).all(axis=1)).any()
