"""Answer what people do apart from the work: greet, agree, doubt, say who they are.

The sentences that lead here stand in knowledge/intents.yaml.
"""

from bot.core import my_data
from bot.core.conversation import dilemma_case, front_door, jobs, navigation
from bot.core.conversation.commands import Command, Words
from bot.core.conversation.context import Scene
from bot.core.conversation.options import keyed, letters
from bot.core.conversation.questions import menu, offer
from bot.core.features.dilemmas import FEATURES as DILEMMAS
from bot.core.features.feature import Feature, OptionKind
from bot.core.features.questions import open_question
from bot.core.language.dutch import lowered
from bot.core.language.foreign import is_foreign
from bot.core.language.intents import intent_in
from bot.core.model.library import Intent
from bot.core.model.replies import Say, Turn
from bot.core.model.text import words

_FOREIGN = "taal"
"""Id of the intent that says which language the bot reads, and the numbers."""

_KEEP_ALL = "alle-rollen"
"""Id of the option that leaves the role as it is."""


def heard(text: str, scene: Scene) -> Intent | None:
    """Return the intent of this text. Where any text may be an answer, only what steers is one."""
    if not scene.awaits_text:
        foreign = scene.library.intents.get(_FOREIGN) if is_foreign(text) else None
        return intent_in(text, scene.library) or foreign
    intent = intent_in(text, scene.library, word_for_word=True)
    steers = intent is not None and intent.always and (len(words(text)) > 1 or bool(intent.does))
    return intent if steers else None


def answer(intent: Intent, scene: Scene) -> Turn | Command:
    """Answer what somebody does, or say which word does it."""
    if intent.does:
        return Command(intent.does)
    if intent.opens:
        return open_question(scene, intent.opens)
    return _briefly(scene, Say(intent.says))


def who_they_are(text: str, scene: Scene) -> Turn | None:
    """Ask once whether dilemmas should fit the job that somebody says to have."""
    role = jobs.role_in(text, scene.library)
    if role is None:
        return None
    title = lowered(role.title)
    if scene.session.kept.role == role.id:
        return navigation.noting(scene, Say(scene.say("talk.role-is", title=title)))
    rows = [(f"rol:{role.id}", scene.say("talk.role-yes"), ""), (_KEEP_ALL, scene.say("talk.role-no"), "")]
    hint = scene.say("start.pick-hint")
    return offer(scene.session, scene.say("talk.role", title=title), keyed(rows), hint=hint)


def _briefly(scene: Scene, *said: Say) -> Turn:
    """Say this, and mention what is open. A menu stays open: its letters still hold."""
    return Turn(scene.session, said) if scene.session.offered else navigation.noting(scene, *said)


def _greet(scene: Scene, _: str) -> Turn:
    """The welcome comes once. Then a greeting gets a greeting, and what is open stays open."""
    if scene.activity and not scene.session.offered:
        return _briefly(scene, Say(scene.say("talk.hello-again")))
    return navigation.start(scene) if scene.is_new else Turn(scene.session, (Say(scene.say("talk.hello")),))


def _agree(scene: Scene, _: str) -> Turn:
    if scene.session.offered:
        return Turn(scene.session, (Say(scene.say("talk.explain-menu", letters=letters(scene.options))),))
    return _briefly(scene, Say(scene.say("talk.fine" if scene.activity else "talk.fine-ask")))


def _decline(scene: Scene, _: str) -> Turn:
    """Close a menu, or the front door. What is open stays open."""
    closed = scene.at(scene.session.hold(telling=False))
    key = "talk.fine" if scene.activity else "talk.fine-ask"
    return navigation.noting(closed.without_menu(), Say(scene.say(key)))


def _never_mind(scene: Scene, _: str) -> Turn:
    closed = scene.at(scene.session.hold(telling=False))
    return navigation.noting(closed.without_menu(), Say(scene.say("talk.never-mind")))


def _bye(scene: Scene, _: str) -> Turn:
    key = "talk.bye-open" if scene.activity else "talk.bye"
    return Turn(scene.session, (Say(scene.say(key)),))


def _explain(scene: Scene, _: str) -> Turn:
    """Say what can be done here."""
    keys = letters(scene.options) if scene.options else ""
    if scene.session.offered:
        return Turn(scene.session, (Say(scene.say("talk.explain-menu", letters=keys)),))
    if scene.awaits_text:
        return navigation.noting(scene, Say(scene.say("talk.explain-note")))
    if dilemma_case.open_dilemma(scene.session, scene.library):
        return Turn(scene.session, (Say(scene.say("talk.explain-choice", letters=keys)),))
    if scene.activity:
        return navigation.still_open(scene, Say(scene.say("talk.explain-step", letters=keys)))
    return Turn(scene.session, (Say(scene.say("talk.explain")),))


def _doubt(scene: Scene, _: str) -> Turn:
    chooses = dilemma_case.open_dilemma(scene.session, scene.library)
    key = "talk.doubt" if chooses else "talk.doubt-alone"
    return _briefly(scene, Say(scene.say(key)))


def _another(scene: Scene, rest: str) -> Turn:
    """Another dilemma where one is open, and else the menu."""
    if dilemma_case.open_dilemma(scene.session, scene.library) and (show := DILEMMAS[0].run):
        return show(scene, rest)
    return menu(scene.without_menu(), scene.say("start.menu"), title=scene.say("start.title"))


def _leave(scene: Scene, _: str) -> Turn:
    """Somebody has to go: what is open waits."""
    return navigation.pause(scene) if scene.activity else Turn(scene.session, (Say(scene.say("talk.bye")),))


FEATURES = (
    Feature(
        "groet",
        Words(
            ("groet", "hallo", "hoi", "hey", "goedemorgen", "goedemiddag", "goedenavond"),
            interrupts=False,
            interrupts_as=("hallo", "hoi", "hey", "goedemorgen", "goedemiddag", "goedenavond"),
        ),
        _greet,
    ),
    Feature(
        "casus",
        Words(("casus", "ik heb een casus"), interrupts=False),
        lambda scene, _: front_door.open_door(scene),
    ),
    Feature("uitleg", Words(("uitleg",), guess=False, interrupts=False), _explain),
    Feature("nog een", Words(("nog een",), guess=False, interrupts=False), _another),
    Feature("prima", Words(("prima",), guess=False, interrupts=False), _agree),
    Feature("niet dan", Words(("niet dan",), guess=False, interrupts=False), _decline),
    Feature("laat maar", Words(("laat maar",), guess=False, interrupts=False), _never_mind),
    Feature("twijfel", Words(("twijfel",), guess=False, interrupts=False), _doubt),
    Feature("ik moet weg", Words(("ik moet weg",), guess=False, interrupts=False), _leave),
    Feature("tot ziens", Words(("tot ziens",), guess=False, interrupts=False), _bye),
    Feature(
        "who I am",
        options={
            _KEEP_ALL: OptionKind(lambda scene, _: my_data.set_role(scene, my_data.EVERYONE)),
        },
    ),
)
