"""The one list of everything the bot can do, and the tables that are derived from it."""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

from bot.core.conversation.commands import CommandWords
from bot.core.conversation.context import Catalogue
from bot.core.features import (
    about_you,
    dilemmas,
    group,
    led_methods,
    methods,
    navigation,
    questions,
    quotes,
    talk,
    team,
    weekly,
)
from bot.core.features.feature import Feature

T = TypeVar("T")

Audience = Literal["private", "group", "admins"]
"""The people who see one of the platform's menus. Admins see the menu of the group too."""

FEATURES: tuple[Feature, ...] = (
    *navigation.OPENING,
    *dilemmas.FEATURES,
    *methods.FEATURES,
    *questions.FEATURES,
    *quotes.FEATURES,
    *team.FEATURES,
    *led_methods.FEATURES,
    *about_you.CHOICES,
    *weekly.FEATURES,
    *methods.LOOKING_BACK,
    *navigation.FEATURES,
    *about_you.FEATURES,
    *talk.FEATURES,
    *group.FEATURES,
)
"""In the order of help and menus. Hooks run in this order too."""


class Registry:
    """Features, and every table that the rest of the bot reads."""

    def __init__(self, features: Iterable[Feature]) -> None:
        """Raise `ValueError` where two features claim the same word, option, prompt or link."""
        self.features = tuple(features)
        self.commands = _joined((one.name, one) for one in self.features if one.words)
        self.vocabulary = CommandWords({name: one.words for name, one in self.commands.items() if one.words})
        self.group_only = frozenset(one.name for one in self.features if one.group_only)
        self.options = _joined(pair for one in self.features for pair in one.options.items())
        self.prompts = _joined(pair for one in self.features for pair in one.prompts.items())
        self.links = _joined(pair for one in self.features for pair in one.links.items())
        self.page_links = _joined((kind.link, name) for name, kind in self.options.items() if kind.link)
        self.hooks = tuple(one.after for one in self.features if one.after)
        self.catalogue = Catalogue(
            help=tuple(one.help for one in self.features if one.help),
            menu=tuple((one.name, *one.menus.start) for one in self.features if one.menus.start[0]),
            activities=tuple(one.activity for one in self.features if one.activity),
        )

    def menu(self, audience: Audience) -> list[tuple[str, str]]:
        """Return word and text of every row in a menu of the platform's. No word has capitals or spaces."""
        return [row for one in self.features for row in _rows(one, audience)]


def _rows(feature: Feature, audience: Audience) -> Iterator[tuple[str, str]]:
    menus = feature.menus
    texts = {"private": menus.private, "group": menus.group, "admins": menus.group or menus.admins}
    if text := texts[audience]:
        yield menus.word or feature.name.replace("'", "").replace(" ", "_"), text


def _joined(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    joined: dict[str, T] = {}
    for key, value in pairs:
        if key in joined:
            raise ValueError(f"two features claim {key!r}")
        joined[key] = value
    return joined


REGISTRY = Registry(FEATURES)
