"""A ballot: how it is shown, and what is said to a vote. The same words for every vote and every change."""

from dataclasses import replace
from datetime import date

from bot.core.conversation import dilemmas, navigation
from bot.core.conversation.context import Scene
from bot.core.conversation.dilemma_case import chosen_since
from bot.core.conversation.options import keyed, place_of
from bot.core.language.nl.spoken import day_spoken
from bot.core.model.events import Pressed
from bot.core.model.library import Library
from bot.core.model.orders import Vote
from bot.core.model.replies import Ask, Reply, Say, Toast, Turn
from bot.core.model.session import Option, Session
from bot.core.model.team import Round
from bot.core.team import results, teams

PROMPT = "ronde-"
"""The prefix of the prompt under a ballot in a group; the id of the round follows."""

WHICH_PROMPT = "bus-"
"""The prompt under the choice between the ballots of several rounds."""

BALLOT = "stem"
"""Kind of the options of a ballot in private: "stem:ROUND:WAY"."""

WHICH = "bus"
"""Kind of the options where more than one round is open: "bus:ROUND"."""

_ASKED = ("ronde", "spijt")


def stem(scene: Scene, _: str) -> Turn:
    """Show the ballot in private. In a group everybody would see the letter."""
    if scene.here.chat.group:
        return Turn(scene.session, (Say(scene.say("ballot.alone")),))
    open_ = [(team, one) for team in scene.session.around.teams for one in team.rounds if one.kind in _ASKED]
    if not open_:
        none = scene.say("round.none" if scene.session.around.teams else "team.none-alone")
        return navigation.noting(scene, Say(none))
    if len(open_) == 1:
        return ballot(open_[0][1].id, scene)
    rows = keyed([(f"{WHICH}:{one.id}", f"{team.name}: {title_of(one, scene)}", "") for team, one in open_])
    asked = Ask(WHICH_PROMPT, scene.say("ballot.which-round"), rows, hint=scene.say("ballot.hint"))
    return Turn(scene.session.hold(ballot=rows), (asked,), traceless=True)


def which_pressed(event: Pressed, scene: Scene) -> Turn:
    """Show the ballot that was picked, as long as the choice is open."""
    picked = next((one for one in scene.session.unkept.ballot if one.key == event.option), None)
    kind, _, id_ = picked.id.partition(":") if picked else ("", "", "")
    if kind != WHICH:
        return Turn(scene.session, (Say(scene.say("trouble.too-late")),))
    return ballot(id_, scene)


def ballot(id_: str, scene: Scene) -> Turn:
    """Show the ballot of one round in private, as a menu that stays open."""
    if _read_along(scene):
        return _not_here(scene)
    round_ = open_round(id_, scene)
    if round_ is None:
        return Turn(scene.session, (Say(scene.say("round.over")),))
    text, title, options = _ballot(round_, scene)
    asked = tuple(Option(f"{BALLOT}:{round_.id}:{one.id}", one.key, one.label, one.detail) for one in options)
    shown = Ask(PROMPT + round_.id, text, asked, title, scene.say("ballot.hint"), secret=True)
    return Turn(scene.session.hold(ballot=asked), (shown,), traceless=True)


def _read_along(scene: Scene) -> bool:
    """Return whether a homeserver could read a ballot here. There is a room where it cannot."""
    return scene.here.traits.private_room and not scene.here.chat.sealed


def _forgeable(scene: Scene) -> bool:
    """Return whether a homeserver could have read or forged this event: plain text, or a visible press."""
    here = scene.here
    shown = here.pressed and not here.traits.presses_hidden
    return here.traits.private_room and (shown or not here.chat.sealed)


def _not_here(scene: Scene) -> Turn:
    return Turn(scene.session, (Say(scene.say("ballot.unsealed")), Toast(scene.say("ballot.sealed"))))


def vote(option: str, scene: Scene) -> Turn:
    """Count a letter on a ballot in private. The ballot stays open, so that people can change their minds.

    What a homeserver could have sent is no vote, wherever the ballot stood.
    """
    if _read_along(scene):
        return _not_here(scene)
    if _forgeable(scene):
        return Turn(scene.session, (Say(scene.say("trouble.not-by-reaction")),))
    _, id_, way = option.split(":", 2)
    round_ = open_round(id_, scene)
    if round_ is None:
        return Turn(scene.session.without_menu(), (Say(scene.say("round.over")),))
    return _voted(scene, round_, way, Say(_thanks(round_, scene)))


def pressed(event: Pressed, scene: Scene) -> Turn:
    """Count a press on a ballot, in the group or in private."""
    round_ = open_round(event.prompt.removeprefix(PROMPT), scene)
    at = place_of(event.option)
    if not scene.here.chat.group:
        way = round_.ways[at] if round_ and 0 <= at < len(round_.ways) else ""
        return vote(f"{BALLOT}:{round_.id if round_ else ''}:{way}", scene)
    if round_ is None or not 0 <= at < len(round_.ways):
        return Turn(scene.session, (Toast(scene.say("round.over")),))
    if not scene.session.around.teams[0].belongs:
        return Turn(scene.session, (Toast(scene.say("team.not-member")),))
    return _voted(scene, round_, round_.ways[at], Toast(_thanks(round_, scene)))


_REFUSED = {
    "closed": "round.over",
    "void": "round.void-short",
    "stranger": "team.not-member",
    "full": "round.full",
}


def refused(why: str, library: Library, *, press: bool) -> Reply:
    """Explain why a vote was not counted."""
    text = library.say(_REFUSED[why])
    return Toast(text) if press else Say(text)


def alone(before: Session, turn: Turn, scene: Scene) -> Turn:
    """Put a dilemma done alone into the weekly box too, for whoever agreed to that.

    What a homeserver could have sent does not count, as in `vote`.
    """
    if (made := chosen_since(before, turn.session)) is None:
        return turn
    dilemma, chosen = made
    leaned = turn.session.hold(leaned={**turn.session.unkept.leaned, dilemma: chosen})
    here = scene.here
    votes = [
        Vote(here.chat, box.id, chosen, here.mark, dilemma)
        for team in scene.session.around.teams
        if team.alone and not here.chat.group and not _forgeable(scene) and (box := team.open("alleen"))
    ]
    return replace(turn, session=leaned, effects=(*turn.effects, *votes))


def asking(round_: Round, scene: Scene) -> Reply:
    """Return the ballot as it is shown in the group: with buttons only where nobody else sees a press."""
    text, title, options = _ballot(round_, scene)
    if scene.here.traits.presses_hidden:
        text = f"{text}\n\n{scene.say('ballot.how-press')}"
        return Ask(
            PROMPT + round_.id, text, options, title, scene.say("round.hint"), everyone=True, secret=True
        )
    listed = "\n".join(f"- {one.key}: {one.label}" for one in options)
    how = scene.say("ballot.how-type", link="{link:stem}")
    return Say(f"{text}\n\n{listed}\n\n{how}", title)


def _ballot(round_: Round, scene: Scene) -> tuple[str, str, tuple[Option, ...]]:
    """Return text, title and options of a round, with the honest sentence about what is kept."""
    dilemma = scene.library.dilemmas.get(round_.dilemma)
    labels = results.labels_of(dilemma, round_.ways, scene.library)
    hows = {way.name: way.how for way in dilemma.ways} if dilemma else {}
    options = keyed([(way, labels[way], hows.get(way, "")) for way in round_.ways])
    if round_.kind == "spijt":
        asked = scene.say("request.regret", day=day_of(round_.dilemma))
        return f"{asked}\n\n{promise(round_, scene)}", scene.say("request.regret-title"), options
    if dilemma is None:  # an editor took it away while the round is open: the votes still count
        return promise(round_, scene), round_.dilemma, options
    again = [scene.say("round.second")] if round_.number > 1 else []
    story = dilemmas.story(dilemma, scene.library)
    return "\n\n".join([*again, story, promise(round_, scene)]), dilemma.title, options


def promise(round_: Round, scene: Scene) -> str:
    """Return the honest sentence for this channel, said before the first vote (TRUST 2.7)."""
    when = teams.local(round_.closes_at, scene)
    return scene.say("ballot.promise", when=when, least=round_.rule.least, watched=_watched_by(scene))


def _watched_by(scene: Scene) -> str:
    """Return who could still see a vote here."""
    traits = scene.here.traits
    match traits.promise:
        case "platform":
            return scene.say("ballot.watched-by-platform", platform=traits.platform)
        case "operator":
            return scene.say("ballot.watched-by-operator")
        case "computer":
            return scene.say("ballot.watched-by-computer")


def day_of(written: str) -> str:
    """Return the day of a request in words: "maandag 23 november"."""
    return day_spoken(date.fromisoformat(written))


def open_round(id_: str, scene: Scene) -> Round | None:
    """Return a round of somebody's team that is open now."""
    every = [one for team in scene.session.around.teams for one in team.rounds]
    return next((one for one in every if one.id == id_ and one.closes_at > scene.here.now), None)


def _voted(scene: Scene, round_: Round, way: str, said: Reply) -> Turn:
    if way not in round_.ways:
        return Turn(scene.session, (Say(scene.say("round.over")),))
    here = scene.here
    return Turn(scene.session, (said,), (Vote(here.chat, round_.id, way, here.mark),))


def _thanks(round_: Round, scene: Scene) -> str:
    """Return the thanks: the same words for every vote and every change."""
    return scene.say("ballot.voted", when=teams.local(round_.closes_at, scene))


def title_of(round_: Round, scene: Scene) -> str:
    """Return what a round is about, in a few words."""
    dilemma = scene.library.dilemmas.get(round_.dilemma)
    return (
        dilemma.title
        if dilemma
        else scene.say("request.regret-title")
        if round_.kind == "spijt"
        else round_.dilemma
    )
