"""`ask --json --content` on a folder of YAML with many questions: `python -m tests.benchmarks.folder`.

Each has one sentence and an answer of 25 words, in four files. The first time everything is read and built,
the second time it is remembered.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FILES = 4
ASKED = 60


def write(folder: Path, count: int) -> list[str]:
    """A folder with so many questions; gives some of their sentences."""
    dice = random.Random(1)  # noqa: S311, repeatable on purpose
    known = Path("bot/content/dutch/words.txt").read_text("ascii").split()
    weights = [1 / (at + 20) for at in range(len(known))]
    questions = folder / "knowledge" / "questions"
    questions.mkdir(parents=True)
    asks = [" ".join(dice.choices(known, weights, k=dice.randint(5, 9))) for _ in range(count)]
    answers = [" ".join(dice.choices(known, weights, k=25)) for _ in range(count)]
    for file in range(FILES):
        entries = (
            f'- id: vraag-{at}\n  ask: ["{asks[at]}?"]\n  answer: "{answers[at]}."\n'
            for at in range(file, count, FILES)
        )
        (questions / f"deel-{file}.yaml").write_text("".join(entries), "utf-8")
    return dice.sample(asks, ASKED)


def measure(count: int) -> None:
    """Print what the first and the second time cost, and a question."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        asked = "\n".join(write(folder, count)) + "\n"
        home = {**os.environ, "HOME": place, "XDG_CACHE_HOME": place}
        command = [sys.executable, "-m", "bot", "ask", "--json", "--content", place]
        for when in ("first", "again"):
            begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            done = subprocess.run(command, input=asked, env=home, text=True, capture_output=True, check=True)
            wall = time.perf_counter() - begun
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            answers = [json.loads(line) for line in done.stdout.splitlines()]
            right = sum(one["verdict"] == "answer" for one in answers)
            median = statistics.median(one["ms"] for one in answers)
            print(
                f"  {count:>7,} questions in {FILES} files, {when}: {wall:5.1f} s, "
                f"{used.ru_utime - before:5.1f} s CPU, at most {used.ru_maxrss // 1024} MB, "
                f"p50 {median:.2f} ms, {right} of {len(answers)} answered",
                flush=True,
            )


def main() -> None:
    """Measure one size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    measure(parser.parse_args().count)


if __name__ == "__main__":
    main()
