"""Finds what answers a text, a press, an option or a link, among the features there are."""

from dataclasses import dataclass, replace

from bot.core.conversation import choosing, front_door, navigation
from bot.core.conversation.commands import Command
from bot.core.conversation.context import Scene
from bot.core.conversation.options import letters
from bot.core.features import talk
from bot.core.features.methods import dialog_named
from bot.core.features.questions import ask, ask_in_between, pick_one
from bot.core.features.registry import Registry
from bot.core.language.personal_data import personal
from bot.core.methods import aside, privacy_notice
from bot.core.methods.steps.write import SKIP
from bot.core.model.events import Pressed
from bot.core.model.finder import LONGEST_QUESTION
from bot.core.model.replies import Reply, Say, Toast, Turn
from bot.core.model.session import LETTERS, Option
from bot.core.team import requests, teams


@dataclass(frozen=True, slots=True)
class Router:
    """Routes what people do to the feature that answers it."""

    registry: Registry

    def typed(self, text: str, scene: Scene) -> Turn:
        """Answer a cleaned text: a command, an answer to what is open, or a question."""
        vocabulary = self.registry.vocabulary
        awaits_text = scene.awaits_text
        asked_for = vocabulary.exact_command(text) if awaits_text else vocabulary.command(text)
        group = scene.here.chat.group
        if asked_for and (group or asked_for.name not in self.registry.group_only):
            return self.carry_out(asked_for, scene)
        if group and not scene.options and (answer := _letter_in_group(text.upper(), scene)):
            return answer
        if awaits_text:
            return self._talked(text, scene) or self._noted(text, scene)
        return (
            self._chosen(text, scene)
            or _in_own_words(text, scene)
            or self._talked(text, scene)
            or _told(text, scene)
            or _question(text, scene)
        )

    def tells(self, text: str, scene: Scene) -> bool:
        """Return whether a text can tell of somebody: it is no command, choice, or reason for a choice."""
        if scene.here.chat.group or scene.activity:
            return False
        return not (self.registry.vocabulary.exact_command(text) or choosing.by_name(text, scene.options))

    def carry_out(self, command: Command, scene: Scene) -> Turn:
        """Do what the word says. A slash with the word of a dialog begins that."""
        feature = self.registry.commands.get(command.name)
        if feature and feature.run:
            return feature.run(scene, command.rest)
        if dialog := dialog_named(command.rest, scene):
            return privacy_notice.begin(scene, dialog)
        return Turn(scene.session, (Say(scene.say("trouble.unknown-command")),))

    def pressed(self, event: Pressed, scene: Scene) -> Turn:
        """Answer a press: of anybody, where everybody may press; otherwise of the person who was asked."""
        for begins, press in self.registry.prompts.items():
            if event.prompt.startswith(begins):
                return press(event, scene)
        if event.owner not in ("", event.chat.person):
            return Turn(scene.session, (Toast(scene.say("trouble.not-yours")),))
        option = next((one for one in scene.options if one.key == event.option), None)
        if event.prompt != scene.session.prompt or option is None:
            late = (
                Toast(scene.say("trouble.too-late"))
                if event.chat.group
                else Say(scene.say("trouble.too-late"))
            )
            return Turn(scene.session, (late,))
        return self.picked(option, scene, quietly=event.chat.group)

    def picked(self, option: Option, scene: Scene, *, quietly: bool = False) -> Turn:
        """Do what an option that is open stands for. `quietly`: others read along."""
        if scene.session.offered:
            kind = self.registry.options.get(option.id.partition(":")[0])
            stays = kind is not None and kind.stays_open
            return self.take(option.id, scene if stays else scene.without_menu())
        assert scene.activity, "an option is open, so something is"
        return scene.activity.pick(option, quietly=quietly) or self.take(option.id, scene)

    def take(self, option: str, scene: Scene) -> Turn:
        """Do what an option stands for: "kind:id", or a word that could have been typed."""
        kind, _, id_ = option.partition(":")
        if not id_ and kind in self.registry.commands:
            return self.carry_out(Command(kind), scene)
        known = self.registry.options[kind]
        if known.shelf and id_ not in known.shelf(scene.library):
            return navigation.still_open(scene, Say(scene.say("trouble.changed")))
        return known.run(scene, id_)

    def follow(self, link: str, scene: Scene) -> Turn:
        """Do what a link names. One that names nothing (any more) leads to the menu."""
        kind, _, id_ = link.partition("-")
        if run := self.registry.links.get(kind):
            return run(scene, id_)
        page = self.registry.page_links.get(kind, "")
        shelf = self.registry.options[page].shelf if page else None
        if shelf is None or id_ not in shelf(scene.library):
            return navigation.noting(scene, Say(scene.say("group.link-unknown"))).then(
                navigation.start(scene)
            )
        first = (Say(scene.say("start.welcome"), scene.say("start.title")),) if scene.is_new else ()
        return Turn(scene.session, first).then(self.take(f"{page}:{id_}", scene))

    def _chosen(self, text: str, scene: Scene) -> Turn | None:
        """Answer a choice among the options that are open, if this is one."""
        agrees = not scene.session.offered  # a menu may ask whether to erase everything
        choice = choosing.read(text, scene.options, agrees=agrees)
        if choice is None:
            return None
        if len(choice.named) == 1:
            return self.picked(choice.named[0], scene)
        return _not_one(choice, scene)

    def _talked(self, text: str, scene: Scene) -> Turn | None:
        """Answer what somebody does, where the message is no more than that."""
        intent = talk.heard(text, scene)
        if intent is None:
            return None if scene.awaits_text else talk.who_they_are(text, scene)
        answered = talk.answer(intent, scene)
        return self.carry_out(answered, scene) if isinstance(answered, Command) else answered

    def _noted(self, text: str, scene: Scene) -> Turn:
        held = scene.session.kept.reading != LETTERS and not privacy_notice.came_open(scene)
        if not held and text.lower() not in SKIP:
            return privacy_notice.not_held(scene)
        choice = choosing.by_name(text, scene.options)  # no way of working is "toch liever B"
        if choice and len(choice.named) == 1:
            return self.picked(choice.named[0], scene)
        if aside.is_unsure(text, scene):
            return aside.ask(text, scene)
        assert scene.activity, "a text is awaited, so something is open"
        return scene.activity.take_text(text)


def remarks(text: str, scene: Scene) -> tuple[Reply, ...]:
    """Return the warnings about a text that was looked up, whatever was found."""
    found = personal(text)
    nudge = (Say(scene.say("trouble.personal-asked", what=found)),) if found else ()
    cut = (Say(scene.say("trouble.cut")),) if len(text) > LONGEST_QUESTION else ()
    return (*nudge, *cut)


def _not_one(choice: choosing.PickedOptions, scene: Scene) -> Turn:
    """Name the letters where somebody names several options, or one that is not meant."""
    keys = letters(choice.named or scene.options)
    if not choice.named:
        return Turn(scene.session, (Say(scene.say("trouble.not-that-one", letters=keys)),))
    if scene.session.offered:
        return Turn(scene.session, (Say(scene.say("trouble.one-at-a-time", letters=keys)),))
    return Turn(scene.session, (Say(scene.say("dilemma.several-ways", letters=keys)),))


def _letter_in_group(letter: str, scene: Scene) -> Turn | None:
    """Take a letter as an answer to what is open for everybody: never as a vote, for all can read it."""
    team = next(iter(scene.session.around.teams), None)
    if team is None or len(letter) != 1:
        return None
    if team.open("ronde", "spijt"):
        return Turn(scene.session, (Say(scene.say("ballot.not-in-group")),))
    if team.open("verzoek") and letter in "ABC":
        return requests.typed(requests.WAYS["ABC".index(letter)], scene, "")
    return teams.team(scene, "mee") if letter == "A" and not team.belongs else None


def _told(text: str, scene: Scene) -> Turn | None:
    """A case, where somebody was asked to tell one."""
    if not scene.session.unkept.telling or scene.activity or scene.session.offered:
        return None
    return front_door.advise(text, scene, remarks(text, scene))


def _in_own_words(text: str, scene: Scene) -> Turn | None:
    """Take words as an answer where a letter is asked for: "anders: ik zou eerst bellen"."""
    open_ = scene.activity if not scene.session.offered else None
    return open_.take_unasked(text, quietly=scene.here.chat.group) if open_ else None


def _question(text: str, scene: Scene) -> Turn:
    """Answer a question, or a letter that is no option now."""
    if len(text) == 1 or text.isdigit() or choosing.names_a_letter(text):
        return pick_one(scene)
    if privacy_notice.is_asking(scene):  # typed before choosing how: that is no question to look up
        return Turn(scene.session, (Say(scene.say("typing.choose-first")),))
    if scene.activity:
        turn = ask_in_between(text, scene)
    else:
        turn = ask(text, scene.at(scene.session.keep(offered=())))
    return replace(turn, replies=(*remarks(text, scene), *turn.replies))
