"""A dialog as a Mermaid picture, which GitHub and VS Code show."""

from collections.abc import Iterator

from bot.core.dialogs import END
from bot.core.library import Dialog, Step


def drawn(dialog: Dialog) -> str:
    """The steps and the roads between them."""
    lines = ["flowchart TD"]
    for name, step in dialog.steps.items():
        lines.append(f'  {name}["{_quoted(step.title or name)}"]')
        lines += [f"  {name} -->{road} {_target(target)}" for road, target in _roads(step)]
    return "\n".join(lines)


def _roads(step: Step) -> Iterator[tuple[str, str]]:
    for choice in step.choices:
        yield f'|"{_quoted(choice.label)}"|', choice.next
    if step.next:
        yield "", step.next


def _target(name: str) -> str:
    return "einde((einde))" if name == END else name


def _quoted(text: str) -> str:
    return text.replace('"', "'")
