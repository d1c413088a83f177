"""Pictures: as wide as a phone, whole labels, and no meaning in colour alone."""

import io
from concurrent.futures import ThreadPoolExecutor

import matplotlib.image
import numpy as np
import pytest

from bot.core.model.disclosure import RULES, publish
from bot.core.model.figures import Bar, Bars, Figure, Shift
from bot.core.team.results import bars
from bot.pictures.draw import _groups, _wrapped, drawn
from tests.dutch import DUTCH

LONG_LABEL = "Geen schuur, het geld gebruiken voor een kamer of hostel met bed en ontbijt"
LABELS = {"a": "De schuur vandaag nog regelen", "b": LONG_LABEL, "c": "Anders"}
BEFORE = bars("Voor het gesprek", publish({"a": 5, "b": 4, "c": 2}, RULES[1]), LABELS, DUTCH)
AFTER = bars("Na het gesprek", publish({"a": 1, "b": 10, "c": 0}, RULES[1]), LABELS, DUTCH)
SHIFT = Shift("Uitslag na het gesprek: 250 euro voor een schuur", BEFORE, AFTER)


def pixels(figure: Figure) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    return matplotlib.image.imread(io.BytesIO(drawn(figure)), format="png")


@pytest.mark.parametrize("figure", [BEFORE, SHIFT], ids=["a result", "before and after"])
def test_a_picture_fits_a_phone_and_says_no_program(figure: Figure) -> None:
    png = drawn(figure)
    assert png.startswith(b"\x89PNG")
    assert b"matplotlib" not in png
    assert len(png) < 200_000
    high, wide, _ = pixels(figure).shape
    assert wide == 800
    assert 200 < high < 1_200


def test_the_same_figure_is_the_same_picture_also_on_other_threads() -> None:
    first = drawn(SHIFT)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: drawn(SHIFT), range(4))) == {first}


def test_no_label_is_cut() -> None:
    assert " ".join(" ".join(_wrapped(f"B  {LONG_LABEL}")).split()) == f"B {LONG_LABEL}"
    assert all(len(line) <= 62 for line in _wrapped(f"B  {LONG_LABEL}"))


def test_before_and_after_stand_below_one_another_with_words() -> None:
    groups, _ = _groups(SHIFT)
    assert [said for said, _ in groups[1][1]] == ["eerst: 4", "nu: op hooguit 2 na allemaal"]


def test_a_band_looks_other_than_a_number_without_any_colour() -> None:
    """The hatching is seen in grey too: of a band the bar is neither full nor empty."""
    told = Bars("x", (Bar("A", "a", 0.5, "5"),))
    perhaps = Bars("x", (Bar("A", "a", 0.5, "hooguit 2", 0.0),))
    grey = [pixels(figure)[..., :3].mean(axis=2) for figure in (told, perhaps)]
    where = grey[0] < 0.3
    assert where.sum() > 1_000
    share = float((grey[1][where] < 0.5).mean())
    assert 0.05 < share < 0.8


def test_a_sure_part_is_full_and_the_rest_hatched() -> None:
    found = {bar.key: bar for bar in AFTER.bars}
    assert found["B"].size == 1
    assert found["B"].sure == pytest.approx(9 / 11)
    assert found["A"].sure == 0
    assert {bar.key: bar.sure for bar in BEFORE.bars} == {"A": None, "B": None, "C": 0}
