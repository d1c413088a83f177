"""Says what was made public of a round: as a picture, and the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.conversation.quotes import shown
from bot.core.model.disclosure import Band, Outcome, reach
from bot.core.model.figures import Bar, Bars, Figure, Shift
from bot.core.model.library import Dilemma, Library
from bot.core.model.replies import Picture, Reply, Say
from bot.core.model.team import Past

OTHER = "anders"
"""Name of the way that is always there: `dilemmas.OTHER`."""


def labels_of(dilemma: Dilemma | None, ways: Sequence[str], library: Library) -> dict[str, str]:
    """Return the label of each option. An editor may have removed a way since."""
    known = {way.name: way.label for way in dilemma.ways} if dilemma else {}
    fixed = {
        OTHER: library.say("dilemma.other"),
        "geen-spijt": library.say("request.regret-no"),
        "spijt": library.say("request.regret-yes"),
        "weet-niet": library.say("request.regret-unknown"),
    }
    return {way: known.get(way) or fixed.get(way) or way for way in ways}


def in_words(band: Band, outcome: Outcome, library: Library) -> str:
    """Return a band in words: "4", "hooguit 2" or "op hooguit 2 na allemaal"."""
    match band.kind:
        case "few":
            return library.say("result.band-few", hidden=outcome.hidden)
        case "nearly all":
            return library.say("result.band-nearly-all", hidden=outcome.hidden)
        case "some":
            return str(band.count)


def lines(outcome: Outcome, labels: Mapping[str, str], library: Library) -> str:
    """Return the bands as a list, in the order of the options."""
    bands = (outcome.bands or {}).items()
    return "\n".join(f"- {labels.get(way, way)}: {in_words(band, outcome, library)}" for way, band in bands)


def bars(title: str, outcome: Outcome, labels: Mapping[str, str], library: Library) -> Bars:
    """Return the bands as bars: as long as the band's most, with its least marked."""
    made = [
        _bar("ABCDE"[at], labels.get(way, way), band, outcome, library)
        for at, (way, band) in enumerate((outcome.bands or {}).items())
    ]
    return Bars(
        title,
        tuple(made),
        note=library.say("result.bands-note"),
        total=library.say("result.total", votes=outcome.votes),
        legend=library.say("result.hatched"),
    )


def _bar(key: str, label: str, band: Band, outcome: Outcome, library: Library) -> Bar:
    least, most = reach(band, outcome)
    sure = None if least == most else least / outcome.votes
    return Bar(key, label, most / outcome.votes, in_words(band, outcome, library), sure)


def outcome_reply(
    title: str, outcome: Outcome, labels: Mapping[str, str], before: Past | None, library: Library
) -> Reply:
    """Return one result. `before` is the round before the talk, if this is one after it."""
    if outcome.kind == "majority":
        return Say(_majority(outcome, labels, library), title)
    if outcome.kind == "withheld":
        return Say(library.say("result.withheld", votes=outcome.votes), title)
    text = _counted(outcome, labels, library)
    earlier = before.outcome if before else None
    if earlier is None or not _same_options(earlier, outcome):
        return Picture(bars(title, outcome, labels, library), text, title)
    first, then = library.say("result.before"), library.say("result.after")
    figure: Figure = Shift(title, bars(first, earlier, labels, library), bars(then, outcome, labels, library))
    before_text = f"{first}:\n{lines(earlier, labels, library)}"
    return Picture(figure, f"{before_text}\n\n{then}:\n{text}", title)


def asking(reply: Reply, question: str) -> Reply:
    """Put the question in the picture of a result. The words need not: they opened the round with it."""
    if not isinstance(reply, Picture):
        return reply
    return replace(reply, figure=replace(reply.figure, question=question))


def _same_options(earlier: Outcome, outcome: Outcome) -> bool:
    """Return whether two rounds can be compared. An editor may have changed the ways in between."""
    return bool(earlier.bands) and list(earlier.bands or ()) == list(outcome.bands or ())


def talk_replies(dilemma: Dilemma, library: Library, *, second: bool) -> list[Reply]:
    """Return what to talk about, and how to lead the talk."""
    considered = "\n".join(
        [library.say("result.consider"), *(f"- {line}" for line in dilemma.considerations)]
    )
    asked = "\n".join([library.say("result.talk"), *(f"- {line}" for line in dilemma.talk)])
    lead = library.say("result.lead-second" if second else "result.lead")
    return [
        Say(f"{considered}\n\n{asked}"),
        *_quoted(dilemma, library, 1 if second else 0),
        Say(lead, library.say("result.lead-title")),
    ]


def _quoted(dilemma: Dilemma, library: Library, at: int) -> list[Reply]:
    known = [library.quotes[one] for one in dilemma.quotes if one in library.quotes]
    return [shown(known[at % len(known)], library)] if known else []


def _counted(outcome: Outcome, labels: Mapping[str, str], library: Library) -> str:
    counted = library.say("result.votes", votes=outcome.votes)
    return f"{lines(outcome, labels, library)}\n\n{counted} {library.say('result.bands-note')}"


def _majority(outcome: Outcome, labels: Mapping[str, str], library: Library) -> str:
    label = labels.get(outcome.most, outcome.most)
    choice = (
        library.say("result.majority-for", label=label)
        if outcome.most
        else library.say("result.majority-none")
    )
    return f"{library.say('result.majority', votes=outcome.votes)}\n\n{choice}"
