"""Choosing a method: the shortest first, five a screen, or the one that is named."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed
from bot.core.conversation.questions import offer
from bot.core.language.dutch import FRAME, stems
from bot.core.model.dialog import Dialog
from bot.core.model.library import Library
from bot.core.model.replies import Turn
from bot.core.model.session import Option
from bot.core.model.text import folded

PER_SCREEN = 5

PAGE = "methoden"
"""Kind of the option that shows the next screen."""

_MORE = "M"
"""The letter of that option."""

_UNTIMED = 1000
"""Minutes of a method of which nobody wrote down how long it takes: it comes last."""

_MINUTES = re.compile(r"(?:in |binnen |tot |max |hooguit )?(\d{1,3}) ?(?:min|minuut|minuten)?")

_PEOPLE: Mapping[str, str] = {
    **dict.fromkeys(("alleen", "zelf", "individueel", "in mijn eentje"), "alleen"),
    **dict.fromkeys(("tweetal", "samen", "met zijn tweeen", "met z'n tweeen", "duo"), "tweetal"),
    **dict.fromkeys(("team", "groep", "met het team", "met de groep", "in een groep"), "team"),
}
"""The words for the people that a method is done with."""

_WITH: Mapping[str, str] = {
    "alleen": "method.alone",
    "tweetal": "method.pair",
    "team": "method.team",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """The wishes for a method. Empty: anything goes."""

    minutes: int = 0
    people: str = ""

    @property
    def id(self) -> str:
        """Return the wish as in the id of an option: "15-alleen"."""
        return f"{self.minutes or ''}-{self.people}"

    def fits(self, dialog: Dialog) -> bool:
        """Return whether this method is as short as that, and for these people."""
        short = not self.minutes or 0 < dialog.minutes <= self.minutes
        return short and self.people in ("", dialog.people)


def wished(typed: str) -> Wish | None:
    """Return what is asked for by "10 minuten" or "alleen"; None if it is something else."""
    plain = folded(typed).strip(" .?!")
    if found := _MINUTES.fullmatch(plain):
        return Wish(minutes=int(found[1]))
    return Wish(people=_PEOPLE[plain]) if plain in _PEOPLE else None


def named(typed: str, library: Library) -> list[Dialog]:
    """Return the methods with this name, or one that it is with a typing error in it."""
    plain = folded(typed).strip(" .?!")
    every = list(library.dialogs.values())
    exact = [one for one in every if plain in _names(one)]
    return exact or _near(plain, every)


def meant(typed: str, library: Library) -> list[Dialog]:
    """Return the methods that may be meant: by name, or because they share words with what was typed."""
    return named(typed, library) or _sharing(typed, library.dialogs.values())


def show(wish: Wish, page: int, scene: Scene, text: str) -> Turn:
    """Show one screen of the methods that fit, with a way to the next."""
    fitting = [one for one in by_time(scene.library) if wish.fits(one)]
    pages = max(1, -(-len(fitting) // PER_SCREEN))
    page %= pages
    here = fitting[page * PER_SCREEN : (page + 1) * PER_SCREEN]
    more = [Option(f"{PAGE}:{page + 1}/{wish.id}", _MORE, scene.say("method.more"))] if pages > 1 else []
    return _offer((*rows(here, scene), *more), scene, text)


def show_these(dialogs: Sequence[Dialog], scene: Scene, text: str) -> Turn:
    """Show these methods to choose from."""
    return _offer(rows(dialogs[:PER_SCREEN], scene), scene, text)


def turned(id_: str, scene: Scene) -> Turn:
    """Return the number of the screen that an option leads to."""
    page, _, wish = id_.partition("/")
    minutes, _, people = wish.partition("-")
    at = int(page) if page.isdigit() else 0
    wanted = Wish(int(minutes) if minutes.isdigit() else 0, people)
    return show(wanted, at, scene, scene.say("method.which"))


def next_screen(scene: Scene) -> Turn | None:
    """Return the next screen, if the menu that is open has one."""
    more = next((one for one in scene.session.offered if one.id.startswith(f"{PAGE}:")), None)
    return turned(more.id.partition(":")[2], scene) if more else None


def rows(dialogs: Iterable[Dialog], scene: Scene) -> tuple[Option, ...]:
    """Return methods to pick from, each with how long it takes and with whom."""
    return keyed([(f"dialog:{one.id}", one.title, _detail(one, scene)) for one in dialogs])


def by_time(library: Library) -> list[Dialog]:
    """Return every method, the shortest first. A form to send something in is no method."""
    methods = [one for one in library.dialogs.values() if not one.sends]
    return sorted(methods, key=lambda one: (one.minutes or _UNTIMED, one.title))


def _offer(options: tuple[Option, ...], scene: Scene, text: str) -> Turn:
    title, hint = scene.say("method.title"), scene.say("method.choose-hint")
    return offer(scene.session, text, options, title=title, hint=hint)


def _detail(dialog: Dialog, scene: Scene) -> str:
    if not dialog.minutes:
        return dialog.about
    about = dialog.good_for or dialog.about
    people = scene.say(_WITH[dialog.people]) if dialog.people else ""
    return scene.say("method.row", minutes=dialog.minutes, people=people, about=about)


def _names(dialog: Dialog) -> set[str]:
    return {folded(name) for name in (*dialog.start, dialog.title, dialog.id, dialog.id.replace("-", " "))}


def _near(typed: str, dialogs: Iterable[Dialog]) -> list[Dialog]:
    """Return the methods whose name is this text with a typing error; two in a long name."""
    slips = 0 if len(typed) < 5 else 1 if len(typed) < 10 else 2
    return [
        one
        for one in dialogs
        if any(OSA.distance(typed, name, score_cutoff=slips) <= slips for name in _names(one))
    ]


def _sharing(typed: str, dialogs: Collection[Dialog]) -> list[Dialog]:
    """Return the methods with all the words in their names, or else with one of them."""
    said = {stem for stem in stems(typed) if stem not in FRAME}
    known = [(one, set(stems(" ".join([*_names(one), one.about, one.good_for])))) for one in dialogs]
    whole = [one for one, held in known if said and said <= held]
    return whole or [one for one, held in known if said & held]
