"""The contents of a YAML file, with the line of every value."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line it begins on."""

    value: "str | int | float | bool | list[Node] | dict[str, Node] | None"
    line: int
    """From 1. Of a field: the line of its name."""

    def plain(self) -> object:
        """Return the value without lines: dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, where: tuple[str | int, ...]) -> "Node":
        """Return the node that these keys lead to. Stops at the last one that exists."""
        node = self
        for key in where:
            if isinstance(node.value, dict) and key in node.value:
                node = node.value[str(key)]
            elif isinstance(node.value, list) and isinstance(key, int) and key < len(node.value):
                node = node.value[key]
            else:
                break
        return node

    def texts(self, name: str = "") -> Iterator[tuple[str, str, int]]:
        """Yield every text in here: the nearest field name, the text, and the line."""
        if isinstance(self.value, dict):
            for key, node in self.value.items():
                yield from node.texts(key)
        elif isinstance(self.value, list):
            for node in self.value:
                yield from node.texts(name)
        elif isinstance(self.value, str):
            yield name, self.value, self.line
