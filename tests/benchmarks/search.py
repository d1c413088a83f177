"""Accuracy, speed and memory of the search, beside three baselines: `python -m tests.benchmarks.search`.

The questions are not in this repository (they have licences of their own): give their file with
--questions or QUESTIONS, or put it at ../shared/data/dutch-questions.json. Without it only speed is shown.
Protocol: an entry is k sentences, the others are asked; a typo is a random slip per 8 characters; far is
what people ask of another set; near is what was asked of a quarter of the entries that were taken away.
Both sets are about one house, so that a question of the one is often nearly one of the other: `work` is far
once more, with what our own content must find.
"""

import argparse
import json
import math
import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.content.read import read_library
from bot.core.language.dutch import stems
from bot.core.model.library import Library, Question
from bot.core.model.text import words
from bot.search.build import matcher_of
from bot.search.dutch import dutch_words
from bot.search.grams import grams
from bot.search.matcher import Matcher
from bot.search.sentence_model import sentence_model
from bot.search.wordlist import WordList
from tests.conftest import ROOT

PLACES = (Path("../shared/data/dutch-questions.json"), Path("../../shared/data/dutch-questions.json"))
VECTORS = Path("/tmp/ruggespraak-bench")  # noqa: S108, vectors of public sentences
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
OUTSIDE = 300
"""Questions of another set that are asked."""

Answer = Callable[[str], tuple[str, float]]
"""A text to the id that comes first, and its score."""

Right = tuple[tuple[str, float], str]
"""What came first with its score, and what had to."""


@dataclass(frozen=True)
class Split:
    """One draw of a set."""

    entries: dict[str, list[str]]
    asked: list[tuple[str, str]]
    gone: list[str]
    """Questions of the entries that were taken away."""


def draw(groups: dict[str, list[str]], k: int, seed: int, away: float = 0.0) -> Split:
    dice = random.Random(seed * 1000 + k)  # noqa: S311, repeatable on purpose
    gone = set(dice.sample(sorted(groups), int(len(groups) * away)))
    entries: dict[str, list[str]] = {}
    asked: list[tuple[str, str]] = []
    outside: list[str] = []
    for id_, texts in groups.items():
        shuffled = list(dict.fromkeys(texts))
        dice.shuffle(shuffled)
        if id_ in gone:
            outside += shuffled[k:]
        else:
            entries[id_] = shuffled[:k]
            asked += [(text, id_) for text in shuffled[k:]]
    return Split(entries, asked, outside)


def slipped(text: str, dice: random.Random) -> str:
    """With a random slip of the hand per 8 characters."""
    for _ in range(max(1, round(len(text) / 8))):
        at, kind = dice.randrange(len(text)), dice.choice("sdit")
        near = dice.choice(_beside(text[at].lower()))
        if kind == "s":
            text = text[:at] + near + text[at + 1 :]
        elif kind == "d" and len(text) > 2:
            text = text[:at] + text[at + 1 :]
        elif kind == "i":
            text = text[:at] + near + text[at:]
        elif kind == "t" and at + 1 < len(text):
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def _beside(letter: str) -> str:
    for line, row in enumerate(KEYS):
        if (at := row.find(letter)) >= 0:
            rows = KEYS[max(line - 1, 0) : line + 2]
            return "".join(one[max(at - 1, 0) : at + 2] for one in rows).replace(letter, "")
    return "abcdefghijklmnopqrstuvwxyz"


def library_of(entries: dict[str, list[str]]) -> Library:
    day = date(2026, 1, 1)
    return Library(
        questions={
            id_: Question(id_, tuple(texts), "x", (), (), (), (), day, (), ())
            for id_, texts in entries.items()
        }
    )


def ours(entries: dict[str, list[str]], listed: WordList | None = None) -> Answer:
    return _first_of(
        matcher_of(library_of(entries)) if listed is None else Matcher(library_of(entries), listed)
    )


def semantic(entries: dict[str, list[str]]) -> Answer:
    sense = sentence_model(VECTORS)
    assert sense
    return _first_of(matcher_of(library_of(entries), encoder=sense, model="bench"))


def _first_of(matcher: Matcher) -> Answer:
    def answer(text: str) -> tuple[str, float]:
        found = matcher.find(text).found
        return (found[0].id, found[0].score) if found else ("", 0.0)

    return answer


def token_set(entries: dict[str, list[str]]) -> Answer:
    texts = [(" ".join(words(text)), id_) for id_, every in entries.items() for text in every]
    spelt = [text for text, _ in texts]

    def answer(text: str) -> tuple[str, float]:
        found = process.extractOne(" ".join(words(text)), spelt, scorer=fuzz.token_set_ratio)
        return texts[found[2]][1], found[1] / 100

    return answer


def bm25(entries: dict[str, list[str]]) -> Answer:
    texts = [(stems(text), id_) for id_, every in entries.items() for text in every]
    posted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, (found, _) in enumerate(texts):
        for one, count in Counter(found).items():
            posted[one].append((at, count))
    mean = sum(len(found) for found, _ in texts) / len(texts)

    def answer(text: str) -> tuple[str, float]:
        sums: dict[int, float] = defaultdict(float)
        for one in stems(text):
            rows = posted.get(one, [])
            rare = math.log(1 + (len(texts) - len(rows) + 0.5) / (len(rows) + 0.5))
            for at, count in rows:
                sums[at] += rare * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(texts[at][0]) / mean))
        if not sums:
            return "", 0.0
        best = max(sums, key=lambda at: sums[at])
        return texts[best][1], sums[best]

    return answer


def char_grams(entries: dict[str, list[str]]) -> Answer:
    texts = [(" ".join(words(text)), id_) for id_, every in entries.items() for text in every]
    ids, starts = grams([text for text, _ in texts])
    counted = np.bincount(ids, minlength=65_536)
    rare = 1 + np.log((1 + len(texts)) / (1 + counted))
    filled = np.zeros((len(texts), 65_536), np.float32)
    filled[np.repeat(np.arange(len(texts)), np.diff(starts)), ids] = rare[ids]
    filled /= np.linalg.norm(filled, axis=1, keepdims=True)

    def answer(text: str) -> tuple[str, float]:
        own, _ = grams([" ".join(words(text))])
        length = float(np.sqrt((rare[own] ** 2).sum())) or 1.0
        alike = filled[:, own] @ rare[own].astype(np.float32) / length
        best = int(alike.argmax())
        return texts[best][1], float(alike[best])

    return answer


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Chance that something asked inside scores higher than something outside. Ties count half."""
    one, two = np.sort(np.asarray(outside)), np.asarray(inside)
    below, upto = np.searchsorted(one, two, "left"), np.searchsorted(one, two, "right")
    return float((below + upto).mean() / 2 / len(one))


def measured(sets: dict[str, dict[str, list[str]]], make: Callable[..., Answer], k: int, seeds: int) -> str:
    """Accuracy clean and typo of each set, and how well what is outside is told apart."""
    work = [text for one in read_library(ROOT).questions.values() for text in one.finds]
    rows: dict[str, list[list[float]]] = defaultdict(list)
    for name, groups in sets.items():
        others = [
            text for other, group in sets.items() if other != name for one in group.values() for text in one
        ]
        for seed in range(seeds):
            rows[name].append(_one_draw(groups, (others, work), make, k, seed))
    means = {name: np.mean(row, axis=0) for name, row in rows.items()}
    every = np.mean([*means.values()], axis=0)
    accuracy = "  ".join(f"{name} {one[0]:5.1f}/{one[1]:5.1f}" for name, one in means.items())
    far, worked = _outside(every[3:7]), _outside(every[7:11])
    return (
        f"{accuracy}  mean {every[0]:5.1f}/{every[1]:5.1f}  near .{every[2] * 1000:03.0f}"
        f"  far {far}  work {worked}"
    )


def _outside(one: Sequence[float]) -> str:
    return f".{one[0] * 1000:03.0f}/.{one[1] * 1000:03.0f} cr5 {one[2]:4.1f}/{one[3]:4.1f}"


def _one_draw(
    groups: dict[str, list[str]],
    elsewhere: Sequence[list[str]],
    make: Callable[..., Answer],
    k: int,
    seed: int,
) -> list[float]:
    dice = random.Random(seed + 77)  # noqa: S311, repeatable on purpose
    split = draw(groups, k, seed)
    answer = make(split.entries)
    others, work = elsewhere
    far = dice.sample(others, min(OUTSIDE, len(others)))
    clean = [(answer(text), id_) for text, id_ in split.asked]
    typo = [(answer(slipped(text, dice)), id_) for text, id_ in split.asked]
    outside = _told_apart(answer, clean, typo, far, dice)
    dice_of_work = random.Random(seed + 78)  # noqa: S311, of its own, so that the others stay as they were
    outside += _told_apart(answer, clean, typo, dice_of_work.sample(work, OUTSIDE), dice_of_work)
    less = draw(groups, k, seed, away=0.25)
    answer = make(less.entries)
    inside = [answer(text)[1] for text, _ in less.asked]
    near = [answer(text)[1] for text in dice.sample(less.gone, min(OUTSIDE, len(less.gone)))]
    return [
        100 * float(np.mean([found[0] == id_ for found, id_ in clean])),
        100 * float(np.mean([found[0] == id_ for found, id_ in typo])),
        auroc(inside, near),
        *outside,
    ]


def _told_apart(
    answer: Answer, clean: Sequence[Right], typo: Sequence[Right], texts: Sequence[str], dice: random.Random
) -> list[float]:
    """AUROC against these texts and the percentage answered right, without and with typos."""
    far = [answer(text)[1] for text in texts]
    far_typo = [answer(slipped(text, dice))[1] for text in texts]
    return [
        auroc([found[1] for found, _ in clean], far),
        auroc([found[1] for found, _ in typo], far_typo),
        _right_at(clean, far),
        _right_at(typo, far_typo),
    ]


def _right_at(found: Sequence[Right], outside: Sequence[float]) -> float:
    """Percentage answered right at the score that lets 5 % of what is outside slip through."""
    from_here = float(np.quantile(outside, 0.95))
    return 100 * float(np.mean([one[0] == id_ and one[1] > from_here for one, id_ in found]))


def accuracy(file: Path, seeds: int) -> None:
    """Print the table."""
    data = json.loads(file.read_text("utf-8"))
    sets = {name: data[name]["groups"] for name in ("XSID", "HA")}
    listed = dutch_words()
    bare = WordList(listed.rank, listed.commonness, elsewhere=listed.elsewhere)
    rows: list[tuple[str, Callable[..., Answer]]] = [
        ("rapidfuzz token_set_ratio", token_set),
        ("BM25 with stems", bm25),
        ("character n-grams", char_grams),
        ("ours, without word meanings", lambda entries: ours(entries, bare)),
        ("ours", ours),
    ]
    if sentence_model(None):
        rows.append(("ours, semantic", semantic))
    else:
        print("  semantic: not installed (pip install ruggespraak[semantic])")
    for k in (3, 5):
        print(f"  k={k}, {seeds} seeds, clean/typo")
        for name, make in rows:
            print(f"    {name:<28} {measured(sets, make, k, seeds)}", flush=True)


def speed(count: int, each: int, *, by_sentence: bool = False) -> None:
    """Print build, memory and latency of one size. Runs in a process of its own, to measure its memory."""
    sense = sentence_model(VECTORS) if by_sentence else None
    library, questions = _made_up(count, each)
    dice = random.Random(5)  # noqa: S311, repeatable on purpose
    before, begun = _resident(), time.process_time()
    matcher = matcher_of(library, encoder=sense, model="bench")
    built = time.process_time() - begun
    spent = []
    for at in range(240):
        text = questions[dice.randrange(len(questions))]
        text = slipped(text, dice) if at % 2 else text
        begin = time.thread_time()
        matcher.find(text)
        spent.append((time.thread_time() - begin) * 1000)
    spent = sorted(spent[40:])  # the first ones warm up
    how = ", semantic" if sense else ""
    p50, p99 = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
    print(
        f"  {count:>7,} entries of {each}{how}: build {built:5.2f} s CPU, "
        f"memory +{_resident() - before:4.0f} MB, p50 {p50:5.2f} ms, p99 {p99:5.2f} ms CPU",
        flush=True,
    )


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 2**20


def _made_up(count: int, each: int) -> tuple[Library, list[str]]:
    """Sentences of frequent words, five to nine each, as many as asked for."""
    dice = random.Random(1)  # noqa: S311, repeatable on purpose
    known = Path("bot/content/dutch/words.txt").read_text("ascii").split()
    weights = [1 / (at + 20) for at in range(len(known))]
    every = iter(dice.choices(known, weights, k=count * each * 9))
    texts = [" ".join(next(every) for _ in range(dice.randint(5, 9))) for _ in range(count * each)]
    entries = {f"e{at}": texts[at * each : (at + 1) * each] for at in range(count)}
    return library_of(entries), dice.sample(texts, 500)


def question_file(given: str) -> Path | None:
    """The data, if it is there."""
    named = [Path(given)] if given else [*PLACES]
    return next((path for path in named if path.is_file()), None)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", default=os.environ.get("QUESTIONS", ""))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument(
        "--size", nargs=2, type=int, help="only the speed of so many entries, of so many sentences"
    )
    parser.add_argument("--semantic", action="store_true", help="the same, with the sentence model")
    asked = parser.parse_args(arguments)
    if asked.size:
        speed(*asked.size, by_sentence=asked.semantic)
        return
    sizes: list[tuple[str, ...]] = [("1000", "1"), ("1000", "4"), ("100000", "1"), ("100000", "4")]
    if sentence_model(None):
        sizes.append(("1000", "1", "--semantic"))
    for size in sizes:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.search", "--size", *size], check=True)
    if file := question_file(asked.questions):
        accuracy(file, asked.seeds)
    else:
        print("  no accuracy: give the questions with QUESTIONS=... (see tests/benchmarks/search.py)")


if __name__ == "__main__":
    main()
