"""Propose what a team can talk about: what divided it most, by published results only."""

from collections.abc import Callable
from datetime import date

from bot.core.conversation.context import Scene
from bot.core.language.nl.spoken import day_spoken
from bot.core.model.disclosure import Outcome, most_divided, spread
from bot.core.model.library import Dilemma
from bot.core.model.replies import Paper, PaperSection, Say, Turn
from bot.core.model.team import Team
from bot.core.team import results, teams
from bot.core.team.round_results import last_told

MOST = 3
"""Dilemmas on an agenda: an hour of talk."""


def agenda(scene: Scene, _: str) -> Turn:
    """Propose three dilemmas, each with two questions."""
    return teams.with_team(scene, _with_divided(_agenda))


def ruismeter(scene: Scene, _: str) -> Turn:
    """Return what the spread on the last dilemma means, and what it does not mean."""

    def measured(scene: Scene, team: Team) -> Turn:
        past = last_told(team)
        dilemma = scene.library.dilemmas.get(past.dilemma) if past else None
        if past is None or past.outcome is None or dilemma is None:
            return Turn(scene.session, (Say(scene.say("round.no-result")),))
        text = f"{scene.say(_SPREAD[spread(past.outcome)])}\n\n{scene.say('agenda.noise-means')}"
        return Turn(scene.session, (Say(text, scene.say("agenda.noise-title", title=dilemma.title)),))

    return teams.with_team(scene, measured)


def gespreksblad(scene: Scene, _: str) -> Turn:
    """Return the team's agenda as a document to print."""
    return teams.with_team(scene, _with_divided(_sheet))


Divided = list[tuple[Dilemma, Outcome]]


def _with_divided(do: Callable[[Scene, Team, Divided], Turn]) -> Callable[[Scene, Team], Turn]:
    def done(scene: Scene, team: Team) -> Turn:
        divided = _divided(scene, team)
        if not divided:
            return Turn(scene.session, (Say(scene.say("agenda.empty")),))
        return do(scene, team, divided)

    return done


def _divided(scene: Scene, team: Team) -> Divided:
    """Return the newest bands of each dilemma, the most divided first."""
    outcomes = {
        past.dilemma: past.outcome
        for past in team.past
        if past.outcome and past.outcome.kind == "bands" and past.dilemma in scene.library.dilemmas
    }
    return [(scene.library.dilemmas[id_], outcomes[id_]) for id_ in most_divided(outcomes, MOST)]


def _agenda(scene: Scene, _: Team, divided: Divided) -> Turn:
    said = [Say(scene.say("agenda.text"), scene.say("agenda.title"))]
    for number, (dilemma, outcome) in enumerate(divided, 1):
        asked = "\n".join(f"- {line}" for line in dilemma.talk)
        said.append(Say(f"{scene.say(_SPREAD[spread(outcome)])}\n\n{asked}", f"{number}. {dilemma.title}"))
    return Turn(scene.session, (*said, Say(scene.say("agenda.noise-means"))))


def _sheet(scene: Scene, team: Team, divided: Divided) -> Turn:
    parts = [
        PaperSection(
            scene.say("agenda.sheet-rules-title"),
            tuple(scene.say("agenda.sheet-rules").removeprefix("- ").split("\n- ")),
            listed=True,
        )
    ]
    for dilemma, outcome in divided:
        labels = results.labels_of(dilemma, [*(outcome.bands or {})], scene.library)
        bands = results.lines(outcome, labels, scene.library).replace("- ", "", 1).split("\n- ")
        parts += [
            PaperSection(dilemma.title, (dilemma.story.strip(),), heading=True),
            PaperSection(scene.say("agenda.sheet-bands-title"), (*bands,), listed=True),
            PaperSection(scene.say("result.talk"), dilemma.talk, listed=True),
            PaperSection(scene.say("agenda.sheet-notes-title"), ("", "", "")),
        ]
    today: date = scene.here.now.date()
    title = f"{scene.say('agenda.sheet-title')} {team.name}, {day_spoken(today)} {today.year}"
    paper = Paper(f"gespreksblad-{today}", title, tuple(parts), scene.say("agenda.sheet-said"))
    return Turn(scene.session, (paper,))


_SPREAD = {
    "unknown": "agenda.noise-unknown",
    "alike": "agenda.noise-alike",
    "apart": "agenda.noise-apart",
    "far apart": "agenda.noise-far",
}
