"""A confidential round: opening it, the ballot, the votes, and what is said at its moments.

While a round is open nothing that is said depends on who voted, on what, or on how many did.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.core import dilemmas, move, teams, told, words, words_team
from bot.core.events import Chat, Pressed, Rang
from bot.core.library import Dilemma, Library
from bot.core.moment import closing, day_spoken, parted
from bot.core.orders import CloseRound, OpenRound, StopRound, Vote
from bot.core.outcome import RULES, TOO_FEW, Rule
from bot.core.pick import keyed, place_of
from bot.core.questions import offer
from bot.core.replies import Ask, Effect, OpenPoll, Reply, Say, Sleep, Toast, Turn, Wake
from bot.core.scene import Scene
from bot.core.session import Option, Session
from bot.core.team import Past, Round, Team
from bot.core.themes import named

PROMPT = "ronde-"
"""How the prompt under a ballot in a group begins; the id of the round comes behind it."""

BALLOT = "stem"
"""Kind of the options of a ballot in private: "stem:ROUND:WAY"."""

WHICH = "bus"
"""Kind of the options where more than one round is open: "bus:ROUND"."""

_ASKED = ("ronde", "spijt")

HIDDEN_PRESSES = frozenset({"telegram", "demo"})
"""Channels where nobody else sees a press."""

STRICT = "streng"
"""Typed behind "ronde": seven votes at least, and wider bands."""

REGRETS = ("geen-spijt", "spijt", "weet-niet")


def ronde(scene: Scene, rest: str) -> Turn:
    """The word "ronde"."""
    if not scene.here.chat.group:
        return stem(scene, "")
    return teams.with_team(scene, lambda scene, team: _ronde(scene, team, rest))


def second(scene: Scene, rest: str) -> Turn:
    """The words "tweede ronde"."""

    def again(scene: Scene, team: Team) -> Turn:
        if not teams.may_lead(scene, team):
            return Turn(scene.session, (Say(words_team.ONLY_LEADS),))
        if team.open("ronde"):
            return _show_again(scene, team)
        first = last_told(team)
        dilemma = scene.library.dilemmas.get(first.dilemma) if first else None
        if first is None or dilemma is None:
            return Turn(scene.session, (Say(words_team.NO_FIRST),))
        rule = next(one for one in RULES.values() if one.hidden == (first.outcome or TOO_FEW).hidden)
        return _begin(scene, team, dilemma, parted(rest)[1] or rest, rule)

    return teams.with_team(scene, again)


def last_told(team: Team) -> Past | None:
    """The last round of the team that had a result."""
    had = [one for one in team.past if one.kind == "ronde" and one.outcome and one.outcome.kind != "too few"]
    return had[-1] if had else None


def stem(scene: Scene, _: str) -> Turn:
    """The ballot, in private. In a group everybody would see the letter."""
    if scene.here.chat.group:
        return Turn(scene.session, (Say(words_team.BALLOT_ALONE),))
    open_ = [(team, one) for team in scene.session.around.teams for one in team.rounds if one.kind in _ASKED]
    if not open_:
        none = words_team.ROUND_NONE if scene.session.around.teams else words_team.NO_TEAM_ALONE
        return move.noting(scene, Say(none))
    if len(open_) == 1:
        return ballot(open_[0][1].id, scene)
    rows = [(f"{WHICH}:{one.id}", f"{team.name}: {_title(one, scene)}", "") for team, one in open_]
    return offer(scene.session, words_team.WHICH_ROUND, keyed(rows), hint=words_team.BALLOT)


def ballot(id_: str, scene: Scene) -> Turn:
    """The ballot of one round, in private, as a menu that stays open."""
    if _read_along(scene):
        return Turn(scene.session, (Say(words_team.BALLOT_UNSEALED), Toast(words_team.BALLOT_SEALED)))
    round_ = _open(id_, scene)
    if round_ is None:
        return Turn(scene.session, (Say(words_team.ROUND_OVER),))
    text, title, options = _ballot(round_, scene)
    asked = tuple(Option(f"{BALLOT}:{round_.id}:{one.id}", one.key, one.label, one.detail) for one in options)
    return offer(scene.session, text, asked, title=title, hint=words_team.BALLOT, secret=True)


def _read_along(scene: Scene) -> bool:
    """Whether a homeserver could read a ballot here. There is a room where it cannot."""
    return scene.here.chat.channel == "matrix" and not scene.here.chat.sealed


def vote(option: str, scene: Scene) -> Turn:
    """A letter on a ballot in private. What is open stays open, so that one can change one's mind."""
    _, id_, way = option.split(":", 2)
    round_ = _open(id_, scene)
    if round_ is None:
        return Turn(scene.session, (Say(words_team.ROUND_OVER),))
    return _voted(scene, round_, way, Say(_thanks(round_, scene)))


def pressed(event: Pressed, scene: Scene) -> Turn:
    """A press on a ballot in the group."""
    round_ = _open(event.prompt.removeprefix(PROMPT), scene)
    at = place_of(event.option)
    if round_ is None or not 0 <= at < len(round_.ways):
        return Turn(scene.session, (Toast(words_team.ROUND_OVER),))
    if not scene.session.around.teams[0].belongs:
        return Turn(scene.session, (Toast(words_team.NOT_MEMBER),))
    return _voted(scene, round_, round_.ways[at], Toast(_thanks(round_, scene)))


def refused(why: str, *, press: bool) -> Reply:
    """What is said where a vote could not be taken."""
    texts = {
        "closed": words_team.ROUND_OVER,
        "void": words_team.ROUND_VOID_SHORT,
        "stranger": words_team.NOT_MEMBER,
        "full": words_team.ROUND_FULL,
    }
    return Toast(texts[why]) if press else Say(texts[why])


def rang(event: Rang, scene: Scene) -> Turn:
    """A moment of a round: its close, its result, or a reminder."""
    id_ = event.key.split(":")[1]
    team = scene.session.around.teams[0] if scene.session.around.teams else None
    if team is None:
        return Turn(scene.session)
    match event.what:
        case "close":
            result = Wake(f"round:{id_}:result", event.chat, scene.here.now, "result")
            return Turn(scene.session, (), (CloseRound(id_, {}), result))
        case "alleen":
            return _close_week(id_, team, event.chat, scene)
        case "remind" if not event.missed:
            return _remind(id_, scene)
        case "result" | "week":
            return Turn(scene.session, tuple(result_of(id_, team, scene)))
    return Turn(scene.session)


def result_of(id_: str, team: Team, scene: Scene) -> list[Reply]:
    """Everything that is said of a closed round."""
    past = next((one for one in team.past if one.id == id_), None)
    if past is None:
        return _week_results(id_, team, scene)
    return _result(past, team, scene)


def uitslag(scene: Scene, _: str) -> Turn:
    """The word "uitslag": the last result, as it was told."""

    def last(scene: Scene, team: Team) -> Turn:
        if round_ := team.open("ronde"):
            when = teams.local(round_.closes_at, scene)
            return Turn(scene.session, (Say(words_team.NO_RESULT_YET.format(when=when)),))
        past = last_told(team)
        if past is None:
            return Turn(scene.session, (Say(words_team.NO_RESULT),))
        return Turn(scene.session, tuple(_result(past, team, scene)))

    return teams.with_team(scene, last)


def alone(before: Session, turn: Turn, scene: Scene) -> Turn:
    """A dilemma that was done alone also goes into the weekly box, of who agreed to that."""
    case, chosen = turn.session.kept.case, turn.session.unkept.chosen
    if not case or not chosen or (case.phase, chosen) == _stood(before):
        return turn
    leaned = turn.session.hold(leaned={**turn.session.unkept.leaned, case.dilemma: chosen})
    here = scene.here
    votes = [
        Vote(here.chat, box.id, chosen, here.mark, case.dilemma)
        for team in scene.session.around.teams
        if team.alone and not here.chat.group and (box := team.open("alleen"))
    ]
    return Turn(leaned, turn.replies, (*turn.effects, *votes))


def _stood(session: Session) -> tuple[str, str]:
    case = session.kept.case
    return (case.phase if case else "", session.unkept.chosen)


def _ronde(scene: Scene, team: Team, rest: str) -> Turn:
    if team.open("ronde") and rest.lower() != "stop":
        return _show_again(scene, team)
    if not teams.may_lead(scene, team):
        return Turn(scene.session, (Say(words_team.ONLY_LEADS),))
    if rest.lower() == "stop":
        return _stop(scene, team)
    subject, when = parted(rest)
    strict, subject = _strictness(subject)
    dilemma = _dilemma(subject, team, scene.library)
    if dilemma is None:
        return Turn(scene.session, (Say(words_team.NO_DILEMMA.format(typed=subject)),))
    return _begin(scene, team, dilemma, when, RULES[2] if strict else RULES[1])


def _strictness(subject: str) -> tuple[bool, str]:
    """Whether "streng" was typed first: then two colleagues together learn nothing either."""
    word, _, rest = subject.partition(" ")
    return (True, rest.strip()) if word.lower() == STRICT else (False, subject)


def _begin(scene: Scene, team: Team, dilemma: Dilemma, when: str, rule: Rule) -> Turn:
    closes_at = closing(when, scene.here.now)
    if not isinstance(closes_at, datetime):
        return Turn(scene.session, (Say(_TROUBLE[closes_at]),))
    if team.members < teams.LEAST:
        return _open_round(scene, dilemma, closes_at)
    if team.members < rule.least:
        return Turn(scene.session, (Say(words_team.STRICT_SMALL.format(least=rule.least)),))
    id_ = scene.session.around.fresh[:12]
    number = sum(past.kind == "ronde" and past.dilemma == dilemma.id for past in team.past) + 1
    ways = (*(way.name for way in dilemma.ways), dilemmas.OTHER)
    round_ = Round(id_, "ronde", dilemma.id, ways, number, closes_at, rule)
    order = OpenRound(team.id, id_, "ronde", dilemma.id, ways, number, closes_at, rule)
    return Turn(scene.session, (_asking(round_, scene),), (order, *moments(round_, scene)))


_TROUBLE: Mapping[str, str] = {
    "unclear": words_team.WHEN_UNCLEAR,
    "too soon": words_team.WHEN_TOO_SOON,
    "too late": words_team.WHEN_TOO_LATE,
}


def moments(round_: Round, scene: Scene) -> list[Effect]:
    """When the round closes, and the reminders of one that lasts longer than a day."""
    chat, now, end = scene.here.chat, scene.here.now, round_.closes_at
    asked: list[Effect] = [Wake(f"round:{round_.id}:close", chat, end, "close")]
    if end - now > timedelta(days=1):
        for name, due in (("half", now + (end - now) / 2), ("last", end - timedelta(hours=1))):
            asked.append(Wake(f"round:{round_.id}:{name}", chat, due, "remind", end))
    return asked


def asking(round_: Round, scene: Scene) -> Reply:
    """The ballot as it is shown in the group: with buttons only where a press is hidden."""
    return _asking(round_, scene)


def _asking(round_: Round, scene: Scene) -> Reply:
    text, title, options = _ballot(round_, scene)
    if scene.here.chat.channel in HIDDEN_PRESSES:
        text = f"{text}\n\n{words_team.HOW_PRESS}"
        return Ask(PROMPT + round_.id, text, options, title, words_team.ROUND_HINT, everyone=True)
    listed = "\n".join(f"- {one.key}: {one.label}" for one in options)
    how = words_team.HOW_TYPE.format(link="{link:stem}")
    return Say(f"{text}\n\n{listed}\n\n{how}", title)


def _ballot(round_: Round, scene: Scene) -> tuple[str, str, tuple[Option, ...]]:
    """Text, title and options of a round, with the honest sentence about what is kept."""
    dilemma = scene.library.dilemmas.get(round_.dilemma)
    labels = told.labels_of(dilemma, round_.ways)
    hows = {way.name: way.how for way in dilemma.ways} if dilemma else {}
    options = keyed([(way, labels[way], hows.get(way, "")) for way in round_.ways])
    if dilemma is None:
        asked = words_team.REGRET.format(day=_day(round_.dilemma))
        return f"{asked}\n\n{promise(round_, scene)}", words_team.REGRET_TITLE, options
    again = [words_team.ROUND_SECOND] if round_.number > 1 else []
    story = dilemmas.story(dilemma)
    return "\n\n".join([*again, story, promise(round_, scene)]), dilemma.title, options


def promise(round_: Round, scene: Scene) -> str:
    """One honest sentence, before the first vote, fitting the channel (TRUST 2.7)."""
    channel = _CHANNELS.get(scene.here.chat.channel, words_team.CHANNEL_MATRIX)
    when = teams.local(round_.closes_at, scene)
    return words_team.PROMISE.format(when=when, least=round_.rule.least, channel=channel)


_CHANNELS = {
    "telegram": words_team.CHANNEL_TELEGRAM,
    "matrix": words_team.CHANNEL_MATRIX,
    "terminal": words_team.CHANNEL_TERMINAL,
    "demo": words_team.CHANNEL_TERMINAL,
}


def _day(written: str) -> str:
    return day_spoken(date.fromisoformat(written))


def _dilemma(subject: str, team: Team, library: Library) -> Dilemma | None:
    """The dilemma that is meant by its title, or the first on the theme that the team did not do yet."""
    every = list(library.dilemmas.values())
    titled = [one for one in every if subject and subject.lower() in (one.id, one.title.lower())]
    if titled:
        return titled[0]
    theme = named(subject, library.themes) if subject else None
    if subject and theme is None:
        return None
    fitting = [one for one in every if theme is None or theme.id in one.themes]
    done = {past.dilemma for past in team.past}
    return next((one for one in fitting if one.id not in done), fitting[0] if fitting else None)


def _open_round(scene: Scene, dilemma: Dilemma, closes_at: datetime) -> Turn:
    """A team of three or four talks it over out loud, or with the platform's own poll."""
    options = keyed([*((way.name, way.label, "") for way in dilemma.ways), (dilemmas.OTHER, words.OTHER, "")])
    talk = "\n".join([words_team.OPEN_TALK, *(f"- {line}" for line in dilemma.talk)])
    poll = OpenPoll(f"open-{scene.session.around.fresh[:12]}", dilemma.poll, options, closes_at)
    said = (Say(words_team.OPEN_ROUND), Say(dilemmas.story(dilemma), dilemma.title), poll, Say(talk))
    return Turn(scene.session, said)


def _show_again(scene: Scene, team: Team) -> Turn:
    round_ = team.open("ronde")
    assert round_, "who asks this looked"
    said = Say(words_team.ROUND_AGAIN.format(when=teams.local(round_.closes_at, scene)))
    return Turn(scene.session, (said, _asking(round_, scene)))


def _stop(scene: Scene, team: Team) -> Turn:
    round_ = team.open("ronde")
    if round_ is None:
        return Turn(scene.session, (Say(words_team.ROUND_NONE),))
    effects = (StopRound(round_.id), Sleep(f"round:{round_.id}:"))
    return Turn(scene.session, (Say(words_team.ROUND_STOPPED),), effects)


def _open(id_: str, scene: Scene) -> Round | None:
    """A round of somebody's team that is open now."""
    every = [one for team in scene.session.around.teams for one in team.rounds]
    return next((one for one in every if one.id == id_ and one.closes_at > scene.here.now), None)


def _voted(scene: Scene, round_: Round, way: str, said: Reply) -> Turn:
    if way not in round_.ways:
        return Turn(scene.session, (Say(words_team.ROUND_OVER),))
    here = scene.here
    return Turn(scene.session, (said,), (Vote(here.chat, round_.id, way, here.mark),))


def _thanks(round_: Round, scene: Scene) -> str:
    """The same words for every vote and every change."""
    return words_team.VOTED.format(when=teams.local(round_.closes_at, scene))


def _remind(id_: str, scene: Scene) -> Turn:
    """To the whole group, whoever voted."""
    round_ = _open(id_, scene)
    if round_ is None:
        return Turn(scene.session)
    when = teams.local(round_.closes_at, scene)
    said = words_team.REMINDER.format(title=_title(round_, scene), when=when)
    return Turn(scene.session, (Say(said),))


def _title(round_: Round, scene: Scene) -> str:
    dilemma = scene.library.dilemmas.get(round_.dilemma)
    return dilemma.title if dilemma else words_team.REGRET_TITLE


def _close_week(id_: str, team: Team, chat: Chat, scene: Scene) -> Turn:
    """Close the weekly box, and open the next one."""
    ballots = {
        one.id: (*(way.name for way in one.ways), dilemmas.OTHER) for one in scene.library.dilemmas.values()
    }
    result = Wake(f"round:{id_}:week", chat, scene.here.now, "week")
    return Turn(scene.session, (), (CloseRound(id_, ballots), result, *teams.week_of(team.id, scene)))


def _week_results(id_: str, team: Team, scene: Scene) -> list[Reply]:
    """What a weekly box left behind. Nothing at all where too few did one and the same dilemma."""
    left = [one for one in team.past if one.id.startswith(f"{id_}-") and one.outcome]
    said: list[Reply] = [Say(words_team.WEEK, words_team.WEEK_TITLE)] if left else []
    for past in left:
        said += _result(past, team, scene)[:1]
    return said


def _result(past: Past, team: Team, scene: Scene) -> list[Reply]:
    dilemma = scene.library.dilemmas.get(past.dilemma)
    if past.outcome is None:
        return [Say(words_team.ROUND_VOID)]
    title = dilemma.title if dilemma else _day(past.dilemma) if past.kind == "spijt" else past.dilemma
    if past.outcome.kind == "too few":
        return [Say(words_team.RESULT_FEW.format(title=title))]
    labels = told.labels_of(dilemma, [*(past.outcome.bands or {}), past.outcome.most])
    if past.kind == "spijt":
        heading = words_team.REGRET_RESULT_TITLE.format(day=title)
        return [told.outcome_reply(heading, past.outcome, labels, None), Say(words_team.REGRET_LEARN)]
    before = _before(past, team)
    heading = (words_team.RESULT_SECOND_TITLE if before else words_team.RESULT_TITLE).format(title=title)
    said = [told.outcome_reply(heading, past.outcome, labels, before)]
    return [*said, *(told.talk_replies(dilemma, scene.library, second=bool(before)) if dilemma else ())]


def _before(past: Past, team: Team) -> Past | None:
    """The round on the same dilemma that came before this one."""
    if past.kind != "ronde":
        return None
    same = [one for one in team.past if one.kind == "ronde" and one.dilemma == past.dilemma and one.outcome]
    at = next((at for at, one in enumerate(same) if one.id == past.id), 0)
    return same[at - 1] if at else None
