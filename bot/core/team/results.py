"""Says what was made public of a round: as a picture, and the same in words."""

from collections.abc import Mapping, Sequence

from bot.core.conversation.quotes import shown
from bot.core.language import words, words_team
from bot.core.model.disclosure import Band, Outcome, reach
from bot.core.model.figures import Bar, Bars, Figure, Shift
from bot.core.model.library import Dilemma, Library
from bot.core.model.replies import Picture, Reply, Say
from bot.core.model.team import Past

OTHER = "anders"
"""Name of the way that is always there: `dilemmas.OTHER`."""


def labels_of(dilemma: Dilemma | None, ways: Sequence[str]) -> dict[str, str]:
    """What people read for each option. An editor may have taken a way out since."""
    known = {way.name: way.label for way in dilemma.ways} if dilemma else {}
    fixed = {
        OTHER: words.OTHER,
        "geen-spijt": words_team.REGRET_NO,
        "spijt": words_team.REGRET_YES,
        "weet-niet": words_team.REGRET_UNKNOWN,
    }
    return {way: known.get(way) or fixed.get(way) or way for way in ways}


def in_words(band: Band, outcome: Outcome) -> str:
    """Such as "4", "hooguit 2" or "op hooguit 2 na allemaal"."""
    match band.kind:
        case "few":
            return words_team.BAND_FEW.format(hidden=outcome.hidden)
        case "nearly all":
            return words_team.BAND_NEARLY_ALL.format(hidden=outcome.hidden)
        case "some":
            return str(band.count)


def lines(outcome: Outcome, labels: Mapping[str, str]) -> str:
    """The bands as a list, in the order of the options."""
    bands = (outcome.bands or {}).items()
    return "\n".join(f"- {labels.get(way, way)}: {in_words(band, outcome)}" for way, band in bands)


def bars(title: str, outcome: Outcome, labels: Mapping[str, str]) -> Bars:
    """The bands as bars: as long as they are at most, and how much of that is sure."""
    made = [
        _bar("ABCDE"[at], labels.get(way, way), band, outcome)
        for at, (way, band) in enumerate((outcome.bands or {}).items())
    ]
    return Bars(title, tuple(made), words_team.BANDS_NOTE)


def _bar(key: str, label: str, band: Band, outcome: Outcome) -> Bar:
    least, most = reach(band, outcome)
    sure = None if least == most else least / outcome.votes
    return Bar(key, label, most / outcome.votes, in_words(band, outcome), sure)


def outcome_reply(title: str, outcome: Outcome, labels: Mapping[str, str], before: Past | None) -> Reply:
    """One result. `before` is the round before the talk, where this is one after it."""
    if outcome.kind == "majority":
        return Say(_majority(outcome, labels), title)
    text = _counted(outcome, labels)
    earlier = before.outcome if before else None
    if earlier is None or not _same_options(earlier, outcome):
        return Picture(bars(title, outcome, labels), text, title)
    figure: Figure = Shift(
        title, bars(words_team.BEFORE, earlier, labels), bars(words_team.AFTER, outcome, labels)
    )
    before_text = f"{words_team.BEFORE}:\n{lines(earlier, labels)}"
    return Picture(figure, f"{before_text}\n\n{words_team.AFTER}:\n{text}", title)


def _same_options(earlier: Outcome, outcome: Outcome) -> bool:
    """Whether two rounds can be laid side by side. An editor may have changed the ways in between."""
    return bool(earlier.bands) and list(earlier.bands or ()) == list(outcome.bands or ())


def talk_replies(dilemma: Dilemma, library: Library, *, second: bool) -> list[Reply]:
    """What to talk about, and how to lead the talk."""
    considered = "\n".join([words_team.CONSIDER, *(f"- {line}" for line in dilemma.considerations)])
    asked = "\n".join([words_team.TALK, *(f"- {line}" for line in dilemma.talk)])
    lead = words_team.LEAD_SECOND if second else words_team.LEAD
    return [
        Say(f"{considered}\n\n{asked}"),
        *_quoted(dilemma, library, 1 if second else 0),
        Say(lead, words_team.LEAD_TITLE),
    ]


def _quoted(dilemma: Dilemma, library: Library, at: int) -> list[Reply]:
    known = [library.quotes[one] for one in dilemma.quotes if one in library.quotes]
    return [shown(known[at % len(known)], library)] if known else []


def _counted(outcome: Outcome, labels: Mapping[str, str]) -> str:
    counted = words_team.RESULT_VOTES.format(votes=outcome.votes)
    return f"{lines(outcome, labels)}\n\n{counted} {words_team.BANDS_NOTE}"


def _majority(outcome: Outcome, labels: Mapping[str, str]) -> str:
    label = labels.get(outcome.most, outcome.most)
    told = words_team.MAJORITY_FOR.format(label=label) if outcome.most else words_team.MAJORITY_NONE
    return f"{words_team.RESULT_MAJORITY.format(votes=outcome.votes)}\n\n{told}"
