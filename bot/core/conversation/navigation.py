"""Moves through a conversation: start, back, pause, on, stop."""

from dataclasses import replace

from bot.core.conversation import dialogs, dilemmas, questions
from bot.core.conversation.context import Scene
from bot.core.language import words
from bot.core.model.library import Dialog
from bot.core.model.replies import Reply, Say, Turn
from bot.core.model.session import Walk


def open_again(scene: Scene) -> Turn:
    """Somebody opened the conversation: go on where it stood, or begin."""
    return again(scene)


def again(scene: Scene) -> Turn:
    """Show what is open once more. With nothing open: the menu."""
    if scene.walk:
        return dialogs.resume(*scene.walk, scene.session)
    if scene.case:
        return dilemmas.show_again(*scene.case, scene.session.without_menu())
    return start(scene)


def start(scene: Scene) -> Turn:
    """The menu. A dialog that is going on is set aside."""
    clear, aside = set_aside(scene)
    turn = questions.menu(clear, f"{words.WELCOME}\n\n{words.MENU}", title=words.WELCOME_TITLE)
    return replace(turn, replies=(*aside, *turn.replies))


def back(scene: Scene) -> Turn:
    """One step back in what is open."""
    if scene.session.kept.offered and (scene.walk or scene.case):
        return still_open(scene.at(scene.session.without_menu()))
    if scene.walk:
        turn = dialogs.back(*scene.walk, scene.session)
        return turn or Turn(scene.session, (Say(words.FIRST_STEP),))
    if scene.case:
        dilemma, case = scene.case
        first = case.phase == "choose" and not scene.session.unkept.own
        return start(scene) if first else dilemmas.show_again(dilemma, case, scene.session)
    return Turn(scene.session, (Say(words.NOTHING_BACK),))


def pause(scene: Scene) -> Turn:
    """Leave what is open as it stands."""
    if scene.walk:
        dialog, walk = scene.walk
        said = Say(words.PAUSED.format(where=dialogs.where(dialog, walk)))
        return Turn(dialogs.pause(dialog, walk, scene.session.without_menu()), (said,))
    if scene.case:
        return Turn(scene.session.without_menu(), (Say(words.CASE_PAUSED),))
    return Turn(
        scene.session, (Say(words.STILL_PAUSED if scene.session.kept.paused else words.NOTHING_OPEN),)
    )


def on(scene: Scene) -> Turn:
    """Go on: over a note that is left as it is, or with what was set aside.

    A dilemma that was answered gives way to a dialog that waits.
    """
    if scene.walk:
        return dialogs.go_on(*scene.walk, scene.session.without_menu())
    paused = scene.session.kept.paused
    if scene.case and not (paused and scene.case[1].phase == "talk"):
        return dilemmas.show_again(*scene.case, scene.session.without_menu())
    if paused:
        return resume(scene.at(scene.session.without_choice()), paused[-1])
    return Turn(scene.session, (Say(words.NOTHING_OPEN),))


def resume(scene: Scene, walk: Walk) -> Turn:
    """Take up a dialog that was set aside, and say what of it is no longer known."""
    dialog = scene.library.dialogs.get(walk.dialog)
    if dialog is None or not dialogs.stands(dialog, walk):
        others = tuple(other for other in scene.session.kept.paused if other != walk)
        return Turn(scene.session.keep(paused=others), (Say(words.CHANGED),))
    where = dialogs.where(dialog, walk)
    lost = dialogs.lost_notes(walk, scene.session)
    said = Say((words.FORGOTTEN if lost else words.RESUMED).format(where=where))
    return dialogs.resume(dialog, dialogs.without_lost_notes(walk, scene.session), scene.session, (said,))


def stop(scene: Scene) -> Turn:
    """End what is open. With nothing open: end everything that was set aside too."""
    if scene.walk:
        ended = dialogs.stop(scene.walk[0], scene.session)
        return Turn(ended.keep(offered=()), (Say(words.STOPPED),))
    if scene.case:
        leaned = {
            one: way for one, way in scene.session.unkept.leaned.items() if one != scene.case[1].dilemma
        }
        closed = scene.session.keep(case=None, offered=()).without_choice().hold(leaned=leaned)
        waiting = (Say(words.STILL_PAUSED),) if scene.session.kept.paused else ()
        return Turn(closed, (Say(words.CASE_STOPPED), *waiting))
    ended = scene.session.keep(paused=(), offered=(), misses=0).without_choice().hold(notes={}, leaned={})
    return Turn(ended, (Say(words.ALL_STOPPED if scene.session.kept.paused else words.GOODBYE),))


def set_aside(scene: Scene) -> tuple[Scene, tuple[Reply, ...]]:
    """Make room: pause the dialog that is going on, and say so; close the dilemma."""
    closed = scene.session.keep(case=None, offered=(), misses=0).without_choice()
    if not scene.walk:
        return scene.at(closed), ()
    dialog, walk = scene.walk
    return scene.at(dialogs.pause(dialog, walk, closed)), (Say(words.SET_ASIDE.format(title=dialog.title)),)


def still_open(scene: Scene, *said: Reply) -> Turn:
    """Say this, and show again where the dialog stands, or that the dilemma is open."""
    if scene.walk:
        return dialogs.resume(*scene.walk, scene.session, said)
    return noting(scene, *said)


def noting(scene: Scene, *said: Reply) -> Turn:
    """Say this, and name what is open without showing it again. A menu over it is closed."""
    if scene.walk:
        where = dialogs.where(*scene.walk)
        return Turn(scene.session.without_menu(), (*said, Say(words.STILL_THERE.format(where=where))))
    if scene.case:
        own = scene.session.unkept.own
        return Turn(
            scene.session.without_menu(), (*said, Say(words.BACK_TO_OWN if own else words.BACK_TO_CASE))
        )
    return Turn(scene.session, said)


def begin(scene: Scene, dialog: Dialog) -> Turn:
    """Begin a dialog. One that stands open or aside already is taken up where it was."""
    if scene.walk and scene.walk[1].dialog == dialog.id:
        return dialogs.resume(*scene.walk, scene.session)
    clear, aside = set_aside(scene)
    waiting = [walk for walk in clear.session.kept.paused if walk.dialog == dialog.id]
    turn = resume(clear, waiting[0]) if waiting else dialogs.begin(dialog, clear.session)
    return replace(turn, replies=(*aside, *turn.replies))
