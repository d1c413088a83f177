"""Features of a team: confidential rounds, native polls, requests, and their results."""

from functools import partial

from bot.core.conversation.commands import ANYTHING, Words
from bot.core.conversation.context import Scene
from bot.core.features.feature import Feature, Menus, OptionKind, Run
from bot.core.model.replies import Turn
from bot.core.team import agenda, ballots, mirror, native_polls, requests, round_results, rounds, teams

_BEHIND_TEAM = rf"nieuw\b.*|mee|meedoen|weg|verlaten|opheffen(?: ja)?|{teams.CODE}|{teams.NEAR_CODE}"
"""The text that may follow "team"."""


def _count_alone(rest: str) -> Run:
    return lambda scene, _: teams.count_alone(scene, rest)


def _vote(scene: Scene, id_: str) -> Turn:
    return ballots.vote(f"{ballots.BALLOT}:{id_}", scene)


ROUNDS = (
    Feature(
        "ronde",
        Words(("ronde",), ANYTHING, interrupts=False),
        rounds.ronde,
        menus=Menus(group="menu.group-ronde"),
    ),
    Feature("tweede ronde", Words(("tweede ronde", "ronde 2"), ANYTHING), rounds.second),
    Feature(
        "stem",
        Words(("stem", "stemmen"), interrupts=False),
        ballots.stem,
        options={
            ballots.BALLOT: OptionKind(_vote, stays_open=True),
            ballots.WHICH: OptionKind(lambda scene, id_: ballots.ballot(id_, scene)),
        },
        prompts={ballots.PROMPT: ballots.pressed, ballots.WHICH_PROMPT: ballots.which_pressed},
        links={ballots.BALLOT: ballots.stem},
        after=lambda turn, scene: ballots.alone(scene.session, turn, scene),
    ),
    Feature("uitslag", Words(("uitslag",)), round_results.uitslag, menus=Menus(group="menu.group-uitslag")),
)

MEMBERSHIP = (
    Feature(
        "team",
        Words(("team",), _BEHIND_TEAM, interrupts=False),
        teams.team,
        prompts={teams.PROMPT: teams.pressed},
        links={teams.LINK.removesuffix("-"): lambda scene, _: teams.join(scene)},
        menus=Menus(group="menu.group-team"),
        help="help.team",
    ),
    Feature("vertrek", Words(("vertrek", "verlaat team", "team verlaten"), interrupts=False), teams.leave),
    Feature("tel mee", Words(("tel mee",)), _count_alone("")),
    Feature("tel niet mee", Words(("tel niet mee",)), _count_alone("niet")),
)

REQUESTS = (
    Feature(
        "verzoek",
        Words(("verzoek",), ANYTHING, interrupts=False),
        requests.verzoek,
        group_only=True,
        prompts={requests.PROMPT: requests.pressed},
    ),
    Feature(
        "akkoord",
        Words(("akkoord",), interrupts=False),
        partial(requests.typed, "akkoord"),
        group_only=True,
    ),
    Feature(
        "rem",
        Words(("rem",), ANYTHING, interrupts=False),
        partial(requests.typed, "rem"),
        group_only=True,
    ),
)

LEARNING = (
    Feature("agenda", Words(("agenda",), interrupts=False), agenda.agenda),
    Feature("ruismeter", Words(("ruismeter",)), agenda.ruismeter),
    Feature("gespreksblad", Words(("gespreksblad",)), agenda.gespreksblad),
    Feature(
        "spiegel",
        Words(("spiegel", "mijn spiegel", "jouw spiegel")),
        mirror.spiegel,
        help="help.spiegel",
    ),
)

FEATURES = (
    Feature(
        "peiling",
        Words(("peiling",), ANYTHING),
        native_polls.peiling,
        menus=Menus(group="menu.group-peiling"),
    ),
    *ROUNDS,
    *MEMBERSHIP,
    *REQUESTS,
    *LEARNING,
)
