"""A dialog as a Mermaid picture, which GitHub and VS Code show."""

from collections.abc import Iterator

from bot.core.model.library import END, Dialog, Step


def drawn(dialog: Dialog) -> str:
    """The steps and the roads between them."""
    lines = ["flowchart TD"]
    for name, step in dialog.steps.items():
        lines.append(f'  {_place(name)}["{_quoted(step.title or name)}"]')
        lines += [f"  {_place(name)} -->{road} {_place(target)}" for road, target in _roads(step)]
    return "\n".join(lines)


def _roads(step: Step) -> Iterator[tuple[str, str]]:
    for choice in step.choices:
        yield f'|"{_quoted(choice.label)}"|', choice.next
    if step.next:
        yield "", step.next


def _place(name: str) -> str:
    # Capitals keep a step apart from the end, and from the words of Mermaid itself, such as "class"
    return "einde((einde))" if name == END else name.replace("-", "_").upper()


def _quoted(text: str) -> str:
    return " ".join(text.replace('"', "'").split())
