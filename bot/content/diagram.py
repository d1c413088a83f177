"""A dialog as a Mermaid picture, which GitHub and VS Code show."""

from bot.core.model.dialog import END, Dialog, roads


def drawn(dialog: Dialog) -> str:
    """Return the steps and the transitions between them."""
    lines = ["flowchart TD"]
    for name, step in dialog.steps.items():
        lines.append(f'  {_place(name)}["{_quoted(step.title or name)}"]')
        lines += [f"  {_place(name)} -->{_label(label)} {_place(target)}" for label, target in roads(step)]
    return "\n".join(lines)


def _label(label: str) -> str:
    return f'|"{_quoted(label)}"|' if label else ""


def _place(name: str) -> str:
    # Capitals keep a step apart from the end, and from the words of Mermaid itself, such as "class"
    return "einde((einde))" if name == END else name.replace("-", "_").upper()


def _quoted(text: str) -> str:
    return " ".join(text.replace('"', "'").split())
