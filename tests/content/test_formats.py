"""What an editor may write and what the core reads are the same fields: none is accepted and then lost."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from bot.content import dialog_formats, formats, intent_formats
from bot.content.fields import Line
from bot.core.model import dialog, library


@dataclass(frozen=True)
class Pair:
    """A model of the editor's, and the dataclass of the core that it becomes."""

    model: type[BaseModel]
    core: type
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Field of the model, and its name in the core."""
    added: frozenset[str] = frozenset()
    """Fields of the core that come from elsewhere: the name of the file, or the key it stands under."""


PAIRS = [
    Pair(formats.Theme, library.Theme),
    Pair(formats.Role, library.Role),
    Pair(formats.Source, library.Source),
    Pair(formats.Fact, library.Fact),
    Pair(formats.Signal, library.Signal),
    Pair(formats.Family, library.Family),
    Pair(formats.Hint, library.Hint, added=frozenset({"id"})),
    Pair(formats.Frame, library.Frame),
    Pair(formats.Abbreviation, library.Abbreviation),
    Pair(intent_formats.Intent, library.Intent),
    Pair(formats.Covered, library.Covered),
    Pair(formats.Reference, library.Reference),
    Pair(formats.Quote, library.Quote, added=frozenset({"document"})),
    Pair(formats.Opener, library.Opener),
    Pair(formats.Way, library.Way, added=frozenset({"name"})),
    Pair(formats.Tension, library.Tension),
    Pair(formats.Dilemma, library.Dilemma, {"options": "ways"}, frozenset({"id"})),
    Pair(formats.Question, library.Question, added=frozenset({"id"})),
    Pair(dialog_formats.Choice, dialog.Choice),
    Pair(dialog_formats.Dialog, dialog.Dialog, added=frozenset({"id"})),
    *(Pair(model, getattr(dialog, name)) for name, model in dialog_formats.KINDS.items()),
]

NO_CORE = {"Overlay", "SynonymGroup", "Model"}
"""Read by the content room itself, or kept as a tuple of words."""

OTHER_SHAPE = {(dialog_formats.LookBackStep, "look_back")}
"""Written as "6 weken", kept as 6."""

WRITTEN_INTO_ANOTHER = {(formats.Question, "law")}
"""The content room makes the last paragraph of the answer of it."""


def differences(pair: Pair) -> list[str]:
    """Return every field that is in one of the two only, or that is not the same in both."""
    written = {pair.renamed.get(name, name): name for name in pair.model.model_fields}
    kept = {one.name: one for one in fields(pair.core)}
    wrong = [
        f"{name}: only an editor has it"
        for name in written.keys() - kept.keys()
        if (pair.model, name) not in WRITTEN_INTO_ANOTHER
    ]
    wrong += [f"{name}: only the core has it" for name in kept.keys() - written.keys() - pair.added]
    shapes = get_type_hints(pair.core)
    for name in written.keys() & kept.keys():
        info = pair.model.model_fields[written[name]]
        if (pair.model, name) in OTHER_SHAPE:
            continue
        if shape(info.annotation) != shape(shapes[name]):
            wrong.append(f"{name}: {shape(info.annotation)} is not {shape(shapes[name])}")
        has_default = kept[name].default is not MISSING or kept[name].default_factory is not MISSING
        if info.default is None and not has_default:  # None is left out of what is handed over
            wrong.append(f"{name}: may be left out by an editor, not in the core")
    return sorted(wrong)


def shape(annotation: Any) -> Any:
    """Return what a type holds, the same for a pydantic type and for the core's: lists are tuples there."""
    if get_origin(annotation) is Annotated:
        return shape(get_args(annotation)[0])
    inside = [shape(one) for one in get_args(annotation) if one not in (NoneType, Ellipsis)]
    origin = get_origin(annotation)
    if origin in (list, tuple):
        return ("many", inside[0])
    if origin in (dict, Mapping):
        return ("many", inside[-1]) if inside[-1] == "Way" else ("by name", inside[-1])
    if len(inside) > 1:  # one of several kinds
        return tuple(inside)
    if inside:  # this or nothing
        return inside[0]
    return annotation.__name__


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.model.__name__)
def test_an_editor_and_the_core_have_the_same_fields(pair: Pair) -> None:
    assert differences(pair) == []


def test_no_model_is_forgotten() -> None:
    models = {
        name
        for name, one in {**vars(formats), **vars(dialog_formats), **vars(intent_formats)}.items()
        if isinstance(one, type) and issubclass(one, BaseModel)
    }
    assert models - {"BaseModel"} == {pair.model.__name__ for pair in PAIRS} | NO_CORE


def test_an_editor_and_the_core_have_the_same_kinds_of_steps() -> None:
    assert {kind.__name__ for kind in get_args(dialog.Step)} == {*dialog_formats.KINDS}
    assert {kind.__name__ for kind in get_args(dialog_formats.AnyStep)} == {*dialog_formats.KINDS}


def test_a_kind_of_step_is_told_apart_by_a_field_that_no_other_kind_has() -> None:
    for key, kind in dialog.KEYS.items():
        having = {name for name, model in dialog_formats.KINDS.items() if key in model.model_fields}
        assert having == {kind.__name__}
    assert {*get_args(dialog.Step)} - {*dialog.KEYS.values()} == {dialog.SayStep}


def test_a_new_field_of_an_editor_is_not_lost_in_silence() -> None:
    class Longer(formats.Tension):
        middle: Line
        left: list[Line]  # type: ignore[assignment]

    assert differences(Pair(Longer, library.Tension)) == [
        "left: ('many', 'str') is not str",
        "middle: only an editor has it",
    ]


def test_a_new_field_of_the_core_is_not_left_empty_in_silence() -> None:
    @dataclass(frozen=True)
    class Longer(library.Tension):
        middle: str = ""

    assert differences(Pair(formats.Tension, Longer)) == ["middle: only the core has it"]


def test_what_may_be_left_out_has_a_default_in_the_core() -> None:
    class Shorter(formats.Tension):
        left: Line | None = None  # type: ignore[assignment]

    wrong = differences(Pair(Shorter, library.Tension))
    assert wrong == ["left: may be left out by an editor, not in the core"]
