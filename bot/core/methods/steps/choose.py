"""A step that waits until one of its choices is picked."""

from dataclasses import replace

from bot.core.conversation.options import keyed
from bot.core.methods.blanks import filled
from bot.core.methods.visit import Visit
from bot.core.model.dialog import Choice, ChooseStep
from bot.core.model.replies import Say, Turn, ask
from bot.core.model.session import MOST_STEPS, Option


def options(step: ChooseStep) -> tuple[Option, ...]:
    """Return what can be picked in this step."""
    return keyed([(choice.label, choice.label, "") for choice in step.choices])


def show(step: ChooseStep, visit: Visit) -> Turn:
    """Ask which choice it is."""
    here = visit.session.keep(walk=visit.walk)
    hint = visit.library.say("method.step-hint")
    asked, question = ask(here, filled(step.say, visit), options(step), title=step.title, hint=hint)
    return Turn(asked, (*visit.said, question))


def pick(choice: Choice, visit: Visit) -> Visit:
    """Remember what was picked, and reply to it. `choice.next` is for the caller."""
    left = visit.leaving()
    picked = (*left.walk.picked, (visit.walk.step, choice.label))[-MOST_STEPS:]
    left = replace(left, walk=replace(left.walk, picked=picked))
    return left.saying(Say(filled(choice.reply, left))) if choice.reply else left
