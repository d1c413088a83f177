"""A page as a browser without a script has it: elements, what they show, and forms to send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br"}
BLOCKS = {"p", "li", "div", "h1", "h2", "button", "form", "ol", "ul"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list["Node"]:
        """Every element below this one with this tag and these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [node for node in self.walk() if node.tag == tag and wanted.items() <= node.attributes.items()]

    def walk(self) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    @property
    def text(self) -> str:
        """What is shown, a line for each block; options as the terminal shows them."""
        return "\n".join(line for line in "".join(self._pieces()).split("\n") if line.strip())

    def _pieces(self) -> Iterator[str]:
        block = self.tag in BLOCKS or self.attributes.get("class") in {"label", "detail"}
        if block:
            yield "\n"
        if self.tag == "li" and not self.attributes:
            yield "- "
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.attributes.get("class") != "who":
                yield from child._pieces()
        if block:
            yield "\n"


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("document")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), "an attribute stands there twice"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, f"{tag} is closed out of turn"

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def close(self) -> None:
        super().close()
        assert self._open == [self.root], "something is not closed"


def dom(html: str) -> Node:
    """The page. Fails on an element that is not closed in its turn."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root
