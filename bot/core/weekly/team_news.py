"""The news of a team in the weekly message: only published results of the last week."""

from datetime import date, timedelta

from bot.core.conversation.context import Scene
from bot.core.model.disclosure import most_divided
from bot.core.model.replies import Picture, Say
from bot.core.model.team import Past
from bot.core.team import results
from bot.core.weekly.digest import TeamNews

WEEK = timedelta(days=7)


def team_news(scene: Scene, day: date) -> TeamNews:
    """Return the results that came out in the week before this day, and which of them divided the team most.

    Alone with somebody, or without a team: nothing. It looks at no open round, so it cannot depend on one.
    """
    if not scene.here.chat.group or not scene.session.around.teams:
        return TeamNews()
    shown = [past for past in scene.session.around.teams[0].past if _is_news(past, scene, day)]
    results = tuple(_result(past, scene) for past in reversed(shown))
    newest = {past.dilemma: past.outcome for past in shown if past.outcome}
    apart = {
        id_: outcome
        for id_, outcome in newest.items()
        if outcome.bands and not any(band.kind == "nearly all" for band in outcome.bands.values())
    }
    divided = most_divided(apart, 1)
    return TeamNews(results, scene.library.dilemmas[divided[0]] if divided else None)


def _is_news(past: Past, scene: Scene, day: date) -> bool:
    public = past.outcome is not None and past.outcome.kind != "too few"
    fresh = day - WEEK <= past.closed_on <= day
    return past.kind == "ronde" and public and fresh and past.dilemma in scene.library.dilemmas


def _result(past: Past, scene: Scene) -> Say | Picture:
    outcome, dilemma = past.outcome, scene.library.dilemmas[past.dilemma]
    assert outcome, "it was public"
    labels = results.labels_of(dilemma, [*(outcome.bands or {}), outcome.most], scene.library)
    reply = results.outcome_reply(
        scene.say("result.title", title=dilemma.title), outcome, labels, None, scene.library
    )
    reply = results.asking(reply, dilemma.poll)
    assert isinstance(reply, Say | Picture), reply
    return reply
