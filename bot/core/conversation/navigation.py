"""Moves through a conversation: start, back, pause, on, stop."""

from dataclasses import replace

from bot.core.conversation import dialogs, dilemmas, questions
from bot.core.conversation.context import Scene
from bot.core.model.library import Dialog
from bot.core.model.replies import Reply, Say, Turn
from bot.core.model.session import Walk

AGAIN = "opnieuw"
"""The word that shows once more what is open."""


def open_again(scene: Scene) -> Turn:
    """Somebody opened the conversation: go on where it stood, or begin."""
    return again(scene)


def again(scene: Scene) -> Turn:
    """Show what is open once more. With nothing open: the menu."""
    if scene.walk:
        return dialogs.resume(scene.walk[1], scene.session, scene.library)
    if scene.case:
        return dilemmas.show_again(*scene.case, scene.session.without_menu(), scene.library)
    return start(scene)


def start(scene: Scene) -> Turn:
    """The menu. A dialog that is going on is set aside."""
    clear, aside = set_aside(scene)
    text = f"{scene.say('start.welcome')}\n\n{scene.say('start.menu')}"
    turn = questions.menu(clear, text, title=scene.say("start.title"))
    return replace(turn, replies=(*aside, *turn.replies))


def back(scene: Scene) -> Turn:
    """One step back in what is open."""
    if scene.session.kept.offered and (scene.walk or scene.case):
        return still_open(scene.at(scene.session.without_menu()))
    if scene.walk:
        turn = dialogs.back(scene.walk[1], scene.session, scene.library)
        return turn or Turn(scene.session, (Say(scene.say("method.first-step")),))
    if scene.case:
        dilemma, case = scene.case
        first = case.phase == "choose" and not scene.session.unkept.own
        return start(scene) if first else dilemmas.show_again(dilemma, case, scene.session, scene.library)
    return Turn(scene.session, (Say(scene.say("trouble.nothing-back")),))


def pause(scene: Scene) -> Turn:
    """Leave what is open as it stands."""
    if scene.walk:
        dialog, walk = scene.walk
        said = Say(scene.say("method.paused", where=dialogs.where(dialog, walk)))
        return Turn(dialogs.pause(dialog, walk, scene.session.without_menu()), (said,))
    if scene.case:
        return Turn(scene.session.without_menu(), (Say(scene.say("dilemma.paused")),))
    return Turn(
        scene.session,
        (Say(scene.say("start.still-paused" if scene.session.kept.paused else "trouble.nothing-open")),),
    )


def on(scene: Scene) -> Turn:
    """Go on: over a note that is left as it is, or with what was set aside.

    A dilemma that was answered gives way to a dialog that waits.
    """
    if scene.walk:
        return dialogs.go_on(scene.walk[1], scene.session.without_menu(), scene.library)
    paused = scene.session.kept.paused
    if scene.case and not (paused and scene.case[1].phase == "talk"):
        return dilemmas.show_again(*scene.case, scene.session.without_menu(), scene.library)
    if paused:
        return resume(scene.at(scene.session.without_choice()), paused[-1])
    return Turn(scene.session, (Say(scene.say("trouble.nothing-open")),))


def resume(scene: Scene, walk: Walk) -> Turn:
    """Take up a dialog that was set aside, and say what of it is no longer known."""
    dialog = scene.library.dialogs.get(walk.dialog)
    if dialog is None or not dialogs.stands(dialog, walk):
        others = tuple(other for other in scene.session.kept.paused if other != walk)
        return Turn(scene.session.keep(paused=others), (Say(scene.say("trouble.changed")),))
    where = dialogs.where(dialog, walk)
    lost = dialogs.lost_notes(walk, scene.session)
    said = Say(scene.say("method.forgotten" if lost else "method.resumed", where=where))
    left = dialogs.without_lost_notes(walk, scene.session)
    return dialogs.resume(left, scene.session, scene.library, (said,))


def stop(scene: Scene) -> Turn:
    """End what is open. With nothing open: end everything that was set aside too."""
    if scene.walk:
        ended = dialogs.stop(scene.walk[0], scene.session)
        return Turn(ended.keep(offered=()), (Say(scene.say("start.stopped")),))
    if scene.case:
        leaned = {
            one: way for one, way in scene.session.unkept.leaned.items() if one != scene.case[1].dilemma
        }
        closed = scene.session.keep(case=None, offered=()).without_choice().hold(leaned=leaned)
        waiting = (Say(scene.say("start.still-paused")),) if scene.session.kept.paused else ()
        return Turn(closed, (Say(scene.say("dilemma.stopped")), *waiting))
    ended = scene.session.keep(paused=(), offered=(), misses=0).without_choice().hold(notes={}, leaned={})
    return Turn(
        ended, (Say(scene.say("start.all-stopped" if scene.session.kept.paused else "start.goodbye")),)
    )


def set_aside(scene: Scene) -> tuple[Scene, tuple[Reply, ...]]:
    """Make room: pause the dialog that is going on, and say so; close the dilemma."""
    closed = scene.session.keep(case=None, offered=(), misses=0).without_choice()
    if not scene.walk:
        return scene.at(closed), ()
    dialog, walk = scene.walk
    return scene.at(dialogs.pause(dialog, walk, closed)), (
        Say(scene.say("method.set-aside", title=dialog.title)),
    )


def still_open(scene: Scene, *said: Reply) -> Turn:
    """Say this, and show again where the dialog stands, or that the dilemma is open."""
    if scene.walk:
        return dialogs.resume(scene.walk[1], scene.session, scene.library, said)
    return noting(scene, *said)


def noting(scene: Scene, *said: Reply) -> Turn:
    """Say this, and name what is open without showing it again. A menu over it is closed."""
    if scene.walk:
        where = dialogs.where(*scene.walk)
        return Turn(scene.session.without_menu(), (*said, Say(scene.say("method.still-there", where=where))))
    if scene.case:
        own = scene.session.unkept.own
        return Turn(
            scene.session.without_menu(),
            (*said, Say(scene.say("dilemma.back-to-own" if own else "dilemma.back-to-case"))),
        )
    return Turn(scene.session, said)


def begin(scene: Scene, dialog: Dialog) -> Turn:
    """Begin a dialog. One that stands open or aside already is taken up where it was."""
    if scene.walk and scene.walk[1].dialog == dialog.id:
        return dialogs.resume(scene.walk[1], scene.session, scene.library)
    clear, aside = set_aside(scene)
    waiting = [walk for walk in clear.session.kept.paused if walk.dialog == dialog.id]
    turn = resume(clear, waiting[0]) if waiting else dialogs.begin(dialog, clear.session, scene.library)
    return replace(turn, replies=(*aside, *turn.replies))
