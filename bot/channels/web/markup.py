"""HTML by construction: whatever is not markup of ours is escaped."""

from html import escape


class Markup(str):
    """HTML that may be shown as it is. Only `element` and `joined` make it."""

    __slots__ = ()


NOTHING = Markup("")

_VOID = frozenset({"meta", "link", "input", "img", "br"})


def joined(*children: str) -> Markup:
    """Return these after one another, escaping what is not markup."""
    return Markup("".join(one if isinstance(one, Markup) else escape(one) for one in children))


def element(name: str, /, *children: str, **attributes: str) -> Markup:
    """Return an element. `class_` and `for_` stand for the words that Python keeps to itself.

    An underscore inside a name is a dash: `aria_label`. An attribute without a value is the empty text.
    """
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    opening = "".join(f' {key}="{escape(value)}"' for key, value in pairs)
    if name in _VOID:
        return Markup(f"<{name}{opening}>")
    return Markup(f"<{name}{opening}>{joined(*children)}</{name}>")
