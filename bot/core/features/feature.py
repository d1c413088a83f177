"""The declaration of a feature: what people type for it, press, follow and read, and what it then does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.core.conversation.activity import ActivityKind
from bot.core.conversation.commands import Words
from bot.core.conversation.context import Scene
from bot.core.model.events import Pressed
from bot.core.model.library import Library
from bot.core.model.replies import Turn

Run = Callable[[Scene, str], Turn]
"""Runs a command with the text behind it, or an option with the id that it names."""

Press = Callable[[Pressed, Scene], Turn]
"""Responds to a press under a prompt at which everybody in a group may press."""

Hook = Callable[[Turn, Scene], Turn]
"""Changes every finished turn. The scene is the one before that turn."""


@dataclass(frozen=True, slots=True)
class OptionKind:
    """A kind of option that a menu may offer, as "kind:id"."""

    run: Run
    shelf: Callable[[Library], Mapping[str, object]] | None = None
    """Looks the id up first: an editor may have removed what a menu still offers."""
    link: str = ""
    """The part before the first dash of a link that does the same: "dilemma-de-brief"."""
    stays_open: bool = False
    """True: the menu stays open, so that people can change their minds."""


@dataclass(frozen=True, slots=True)
class Menus:
    """The keys of a command's sentences in the menus. Empty: not in that menu."""

    start: tuple[str, str] = ("", "")
    """Label and detail in the menu that the bot itself shows."""
    private: str = ""
    """In the platform's own menu, alone with the bot."""
    group: str = ""
    admins: str = ""
    """In a group, for its admins only."""
    word: str = ""
    """The text that the platform's menu types, if that is not the name."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that the bot can do."""

    name: str
    """Names it; with `words` also what is typed for it."""
    words: Words | None = None
    """None: no word does this."""
    run: Run | None = None
    group_only: bool = False
    """True: its words are just words alone with the bot."""
    options: Mapping[str, OptionKind] = field(default_factory=dict)
    """By kind."""
    prompts: Mapping[str, Press] = field(default_factory=dict)
    """By how the prompt begins."""
    links: Mapping[str, Run] = field(default_factory=dict)
    """By what stands before the first dash of the link; what follows goes along."""
    menus: Menus = Menus()
    help: str = ""
    """Key of its line in the help."""
    activity: ActivityKind | None = None
    """The activity that it may leave open in a chat."""
    after: Hook | None = None

    def __post_init__(self) -> None:
        """Raise `ValueError` where words have nothing to run, or the reverse."""
        if (self.words is None) != (self.run is None):
            raise ValueError(f"{self.name!r} needs both words and something to run, or neither")
