"""Lines that a group collects, and hands it counts: holding them, and showing them together."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.language.dutch import listed
from bot.core.language.personal_data import personal
from bot.core.methods.led.phase import Phase
from bot.core.model.dialog import CollectStep, CountStep, SummaryStep
from bot.core.model.gathering import LONGEST_LINE, MOST_LINES
from bot.core.model.replies import Contribute, CountHands, Say

LEAST = 3
"""Lines that are shown in a group: with fewer, people know whose they are."""

_MOST_HANDS = 200


def refusal(line: str, held: int, phase: Phase) -> str:
    """Return why this line is not held; empty if it may be."""
    if not line:
        return phase.say("led.line-empty")
    if len(line) > LONGEST_LINE:
        return phase.say("led.line-long", most=LONGEST_LINE)
    if held >= MOST_LINES:
        return phase.say("led.line-full")
    found = personal(line)
    return phase.library.say("trouble.personal-again", what=found) if found else ""


def holding(line: str, step: CollectStep, phase: Phase) -> Phase:
    """Return the phase with one more line in memory."""
    brought = Contribute(phase.gathering.id, step.collect, line)
    gathered = phase.gathered.with_line(step.collect, line)
    return replace(phase, gathered=gathered, brought=(*phase.brought, brought))


def counting(numbers: tuple[int, ...], phase: Phase) -> Phase:
    """Return the phase with these hands counted at its step."""
    at = phase.gathering.step
    brought = CountHands(phase.gathering.id, at, numbers)
    gathered = phase.gathered.with_counts(at, numbers)
    return replace(phase, gathered=gathered, brought=(*phase.brought, brought))


def gathered_lines(step: CollectStep, phase: Phase) -> Say:
    """Return the lines of this step as they are shown: in an order that tells nothing."""
    lines = phase.gathered.lines.get(step.collect, ())
    if not lines:
        return Say(phase.say("led.lines-none"))
    if phase.here.chat.group and len(lines) < LEAST:
        return Say(phase.say("led.lines-few"))
    return Say("\n\n".join([phase.say("led.lines"), _rows(lines)]), step.title)


def hands(text: str, step: CountStep) -> tuple[int, ...] | None:
    """Return the numbers typed for the rows of this step; None if it is something else."""
    parts = text.replace(",", " ").replace("-", " ").split()
    if len(parts) != len(step.count) or not all(part.isdecimal() for part in parts):
        return None
    numbers = tuple(int(part) for part in parts)
    return numbers if max(numbers) <= _MOST_HANDS else None


def counted(step: CountStep, numbers: tuple[int, ...]) -> str:
    """Return hands in a sentence: "A 3, B 1"."""
    return listed([f"{row} {number}" for row, number in zip(step.count, numbers, strict=True)])


def summary(step: SummaryStep, phase: Phase) -> Iterator[str]:
    """Yield what was collected and counted, each under the title of its step."""
    for wanted in step.summary:
        for name, one in phase.dialog.steps.items():
            if isinstance(one, CollectStep) and one.collect == wanted:
                yield _titled(one.title, gathered_lines(one, phase).text)
            if isinstance(one, CountStep) and name == wanted and (numbers := phase.gathered.counts.get(name)):
                yield _titled(one.title, phase.say("led.counted", counts=counted(one, numbers)))


def _titled(title: str, text: str) -> str:
    return f"{title}\n{text}" if title else text


def _rows(lines: tuple[str, ...]) -> str:
    """Return the lines by the alphabet, each once: that tells neither who was first nor who wrote two."""
    return "\n".join(f"- {line}" for line in sorted(set(lines), key=str.casefold))
