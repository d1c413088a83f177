"""The picks of a walk that count: the last pick of a step, or all where several may be picked."""

from collections.abc import Iterator

from bot.core.methods.visit import Visit
from bot.core.model.dialog import Choice, ChooseStep


def picks(name: str, visit: Visit) -> list[Choice]:
    """Return the picks of this step that count, each once, oldest first."""
    step = visit.dialog.steps[name]
    assert isinstance(step, ChooseStep), "nothing is picked elsewhere"
    by_label = {choice.label: choice for choice in step.choices}
    labels = dict.fromkeys(label for at, label in visit.walk.picked if at == name and label in by_label)
    last = [label for at, label in visit.walk.picked if at == name and label in by_label][-1:]
    return [by_label[label] for label in (labels if step.many else last)]


def listed(under: str, visit: Visit) -> list[Choice]:
    """Return the picks that stand on this list, in the order of the steps."""
    return [choice for choice in _counting(visit) if choice.under == under]


def lists(visit: Visit) -> set[str]:
    """Return the names of the lists that this dialog has."""
    steps = (step for step in visit.dialog.steps.values() if isinstance(step, ChooseStep))
    return {choice.under for step in steps for choice in step.choices if choice.under}


def _counting(visit: Visit) -> Iterator[Choice]:
    for name, step in visit.dialog.steps.items():
        if isinstance(step, ChooseStep):
            yield from picks(name, visit)
