"""Tell the result of a closed round, and tell it again to whoever asks.

A result is told once, as it was when the round closed: nothing here counts.
"""

from bot.core.conversation.context import Scene
from bot.core.model.replies import Reply, Say, Turn
from bot.core.model.team import Past, Team
from bot.core.team import ballots, results, teams


def last_told(team: Team) -> Past | None:
    """Return the last round of the team that had a result."""
    had = [one for one in team.past if one.kind == "ronde" and one.outcome and one.outcome.kind != "too few"]
    return had[-1] if had else None


def uitslag(scene: Scene, _: str) -> Turn:
    """Answer the word "uitslag" with the last result, as it was announced."""

    def last(scene: Scene, team: Team) -> Turn:
        if round_ := team.open("ronde"):
            when = teams.local(round_.closes_at, scene)
            return Turn(scene.session, (Say(scene.say("round.no-result-yet", when=when)),))
        past = last_told(team)
        if past is None:
            return Turn(scene.session, (Say(scene.say("round.no-result")),))
        return Turn(scene.session, tuple(_result(past, team, scene)))

    return teams.with_team(scene, last)


def result_of(id_: str, team: Team, scene: Scene) -> list[Reply]:
    """Return the replies that tell the result of a closed round."""
    past = next((one for one in team.past if one.id == id_), None)
    if past is None:
        return _week_results(id_, team, scene)
    return _result(past, team, scene)


def _week_results(id_: str, team: Team, scene: Scene) -> list[Reply]:
    """Return the results of a weekly box: none if too few people did the same dilemma."""
    left = [one for one in team.past if one.id.startswith(f"{id_}-") and one.outcome]
    said: list[Reply] = [Say(scene.say("result.week"), scene.say("result.week-title"))] if left else []
    for past in left:
        said += _result(past, team, scene)[:1]
    return said


def _result(past: Past, team: Team, scene: Scene) -> list[Reply]:
    dilemma = scene.library.dilemmas.get(past.dilemma)
    if past.outcome is None:
        return [Say(scene.say("round.void"))]
    title = (
        dilemma.title if dilemma else ballots.day_of(past.dilemma) if past.kind == "spijt" else past.dilemma
    )
    if past.outcome.kind == "too few":
        return [Say(scene.say("result.few", title=title))]
    labels = results.labels_of(dilemma, [*(past.outcome.bands or {}), past.outcome.most], scene.library)
    if past.kind == "spijt":
        heading = scene.say("request.regret-result-title", day=title)
        return [
            results.outcome_reply(heading, past.outcome, labels, None, scene.library),
            Say(scene.say("request.regret-learn")),
        ]
    before = _before(past, team)
    heading = scene.say("result.second-title" if before else "result.title", title=title)
    result = results.outcome_reply(heading, past.outcome, labels, before, scene.library)
    said = [results.asking(result, dilemma.poll if dilemma else "")]
    return [*said, *(results.talk_replies(dilemma, scene.library, second=bool(before)) if dilemma else ())]


def _before(past: Past, team: Team) -> Past | None:
    """Return the previous round on the same dilemma."""
    if past.kind != "ronde":
        return None
    same = [one for one in team.past if one.kind == "ronde" and one.dilemma == past.dilemma and one.outcome]
    at = next((at for at, one in enumerate(same) if one.id == past.id), 0)
    return same[at - 1] if at else None
