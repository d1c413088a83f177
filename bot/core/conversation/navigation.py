"""Moves through a conversation: start, back, pause, on, stop. What is open decides what they do to it."""

from dataclasses import replace

from bot.core.conversation import questions
from bot.core.conversation.context import Scene
from bot.core.model.replies import Reply, Say, Turn

AGAIN = "opnieuw"
"""The word that shows once more what is open."""


def open_again(scene: Scene) -> Turn:
    """Go on where the conversation stood when somebody opens it again, or begin."""
    return again(scene)


def again(scene: Scene) -> Turn:
    """Show what is open once more. With nothing open: the menu."""
    activity = scene.without_menu().activity
    return activity.show() if activity else start(scene)


def start(scene: Scene) -> Turn:
    """Show the menu, and set aside what is open."""
    clear, aside = set_aside(scene)
    text = f"{scene.say('start.welcome')}\n\n{scene.say('start.menu')}"
    turn = questions.menu(clear, text, title=scene.say("start.title"))
    return replace(turn, replies=(*aside, *turn.replies))


def back(scene: Scene) -> Turn:
    """Go one step back in what is open."""
    activity = scene.activity
    if activity is None:
        return Turn(scene.session, (Say(scene.say("trouble.nothing-back")),))
    if scene.session.offered:
        return still_open(scene)
    return activity.back() or start(scene)


def pause(scene: Scene) -> Turn:
    """Leave what is open as it stands."""
    if activity := scene.without_menu().activity:
        return activity.pause()
    key = "start.still-paused" if scene.session.kept.paused else "trouble.nothing-open"
    return Turn(scene.session, (Say(scene.say(key)),))


def on(scene: Scene) -> Turn:
    """Go on with what is open, or with what was set aside."""
    activity = scene.without_menu().activity
    if activity and (turn := activity.go_on()):
        return turn
    for kind in scene.catalogue.activities:
        if turn := kind.resume(scene.session, scene.library):
            return turn
    return Turn(scene.session, (Say(scene.say("trouble.nothing-open")),))


def stop(scene: Scene) -> Turn:
    """End what is open. With nothing open: end everything that was set aside too."""
    if activity := scene.at(scene.session.keep(offered=())).activity:
        return activity.stop()
    ended = scene.session.keep(paused=(), offered=(), misses=0).without_choice().hold(notes={}, leaned={})
    key = "start.all-stopped" if scene.session.kept.paused else "start.goodbye"
    return Turn(ended, (Say(scene.say(key)),))


def set_aside(scene: Scene) -> tuple[Scene, tuple[Reply, ...]]:
    """Make room for something else, and say what waits because of that."""
    clear = scene.at(scene.session.keep(offered=(), misses=0).without_choice())
    if (activity := clear.activity) is None:
        return clear, ()
    turn = activity.set_aside()
    return scene.at(turn.session), turn.replies


def still_open(scene: Scene, *said: Reply) -> Turn:
    """Say this, and lead back to what is open. A menu over it is closed."""
    activity = scene.without_menu().activity
    return activity.lead_back(*said) if activity else Turn(scene.session, said)


def noting(scene: Scene, *said: Reply) -> Turn:
    """Say this, and name what is open without showing it again. A menu over it is closed."""
    activity = scene.without_menu().activity
    return activity.mention(*said) if activity else Turn(scene.session, said)
