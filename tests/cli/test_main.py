"""The commands as a user types them: in a process of their own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import IO

import pytest

from tests.conftest import EXAMPLE, HUNG, ROOT


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home and nothing else."""
    (tmp_path / "home").mkdir()
    return {"HOME": str(tmp_path / "home"), "PATH": os.defpath}


def run(
    home: dict[str, str], *arguments: str, typed: str = "", cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        timeout=HUNG,
        cwd=cwd,
        env=home,
        check=False,
    )


def test_a_conversation_can_be_piped_through(home: dict[str, str]) -> None:
    done = run(home, "chat", typed="dilemma schulden\nb\nstop\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Je kiest: " in done.stdout
    assert "\x1b" not in done.stdout, "plain text has no colours"
    assert (Path(home["HOME"]) / ".local/share/ruggespraak/ruggespraak.db").is_file()


def test_the_conversation_goes_on_where_it_was_killed(home: dict[str, str]) -> None:
    secret = "moeder van drie zonder inkomen"
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=home,
    ) as talking:
        assert talking.stdin
        assert talking.stdout
        talking.stdin.write(f"toets\nA\n{secret}\n")
        talking.stdin.flush()
        for line in talking.stdout:
            if line.startswith("Wat heeft deze inwoner nodig?"):
                talking.send_signal(signal.SIGKILL)
                break
    assert talking.returncode == -signal.SIGKILL
    done = run(home, "chat", typed="")
    assert "Wat je eerder typte, heb ik niet meer." in done.stdout
    assert "We gaan verder bij stap 1: wat is nodig." in done.stdout
    assert "Wat heeft deze inwoner nodig?" in done.stdout
    assert secret not in done.stdout
    for file in Path(home["HOME"]).rglob("*"):
        assert not file.is_file() or secret.encode() not in file.read_bytes()


def test_an_empty_home_is_no_problem(home: dict[str, str], tmp_path: Path) -> None:
    nowhere = home | {"HOME": "", "XDG_DATA_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    done = run(nowhere, "check", "--content", str(EXAMPLE))
    assert (done.returncode, done.stderr) == (0, "")


def test_bad_input_gets_one_sentence_and_loses_nothing(home: dict[str, str]) -> None:
    refused = [b"\x00\n", b"/\n", b"\n", b"x" * 100_000 + b"\n"]
    odd = [b"\xff\xfe\n", b"<b>\n", b"\xed\xa0\x80\n"]
    typed = b"toets\nA\n" + b"".join(refused) + b"pauze\nstop\ntoets\nA\n" + b"".join(odd) + b"hulp\n"
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input=typed,
        capture_output=True,
        timeout=HUNG,
        cwd=ROOT,
        env=home,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Pauze. Ik onthoud waar je bent: stap 1: wat is nodig." in done.stdout
    assert b"Je bent nog bij stap 2: de bedoeling van de wet." in done.stdout, "odd text is text: three notes"


RIVAL = """ask:
  - Wat is stil zijn?
  - hoe ben je stil aan tafel
  - hoe luister ik goed naar iemand
  - goed luisteren in een gesprek
"""
FINDS = """finds:
  - wat betekent stil zijn aan tafel
  - stil zijn, wat is dat
not_finds:
  - Wat is een schuld?
"""


def test_the_report_names_sentences_that_resemble_another_question(
    home: dict[str, str], tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    questions = tmp_path / "content/knowledge/questions"
    own = (questions / "wat-is-luisteren.yaml").read_text("utf-8")
    rival = own.partition("ask:")[0] + RIVAL + "answer:" + own.partition("answer:")[2].partition("finds:")[0]
    (questions / "stil-zijn.yaml").write_text(rival + FINDS, "utf-8")
    report = run(home, "check", "--report", "--content", str(tmp_path / "content"))
    assert report.returncode == 0
    assert 'stil-zijn: "hoe luister ik goed naar iemand" lijkt op wat-is-luisteren' in report.stdout


def test_check_tells_what_must_be_looked_up_again(home: dict[str, str]) -> None:
    done = run(home, "check", "--content", str(EXAMPLE))
    assert "veilig-thuis moest voor 2026-01-01 zijn nagekeken." in done.stdout
    assert done.returncode == 0


def test_check_tells_what_an_overlay_lies_over(home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "own/knowledge").mkdir(parents=True)
    (tmp_path / "own/overlay.yaml").write_text(
        "title: gemeente Voorbeeld\noff:\n  - mike-en-de-trein\n", "utf-8"
    )
    fact = "- id: veilig-thuis\n  value: 010-1234567\n  says: Hier.\n  source: wij\n  check_by: 2099-01-01\n"
    (tmp_path / "own/knowledge/facts.yaml").write_text(fact)
    done = run(home | {"RUGGESPRAAK_CONTENT": str(tmp_path / "own")}, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [
        "Eigen laag van gemeente Voorbeeld, over de algemene inhoud:",
        "facts.yaml: veilig-thuis (eigen)",
        "uit: dilemma mike-en-de-trein",
    ]
    ours = len([*(ROOT / "knowledge/dilemmas").glob("*.yaml")])
    assert f"In orde: {ours - 1} dilemma's" in done.stdout


def test_an_overlay_without_knowledge_is_content_too(home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "overlay.yaml").touch()
    done = run(
        home | {"RUGGESPRAAK_CONTENT": str(tmp_path)}, "ask", "--json", typed="wat is een luie coach\n"
    )
    assert json.loads(done.stdout)["found"][0]["id"] == "luie-coach"


def test_check_watch_checks_again_after_every_change_until_ctrl_c(
    home: dict[str, str], tmp_path: Path
) -> None:
    folder = broken(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "check", "--watch", "--content", str(folder)],
        preexec_fn=_hears_ctrl_c,  # noqa: PLW1509, no thread of ours is in the way
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=home,
    ) as watching:
        assert watching.stdout
        assert watching.stderr
        first = _verdict(watching.stdout)
        assert re.fullmatch(r"\d\d:\d\d:\d\d", first[0])
        assert first[1].startswith("dialogs/gesprek.yaml:20: ")
        for file in EXAMPLE.rglob("*.yaml"):
            (folder / file.relative_to(EXAMPLE)).write_bytes(file.read_bytes())
        while not (told := _verdict(watching.stdout))[-1].startswith("In orde"):
            assert told[-1].endswith("in de inhoud."), "half of the files may be mended"
        watching.send_signal(signal.SIGINT)
        try:
            assert watching.wait(30) == 0
        finally:
            watching.kill()
        assert watching.stderr.read() == ""


def _hears_ctrl_c() -> None:
    """A shell that runs the tests in the background has its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _verdict(shown: IO[str]) -> list[str]:
    """The lines up to the one that ends a check."""
    lines = [shown.readline().rstrip("\n")]
    while not lines[-1].startswith("In orde") and not lines[-1].endswith("in de inhoud."):
        line = shown.readline()
        assert line, "the watch ended"
        lines.append(line.rstrip("\n"))
    return lines


def test_chat_takes_changed_content_over_while_it_runs(home: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "overlay.yaml").touch()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--content", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=home,
    ) as talking:
        assert talking.stdin
        assert talking.stdout
        talking.stdout.readline()
        (folder / "overlay.yaml").write_text("off:\n  - omgekeerde-toets\n")
        shown = "Omgekeerde Toets"
        while "Omgekeerde Toets" in shown:
            talking.stdin.write("methode\nprivacy\n")
            talking.stdin.flush()
            shown = _until(talking.stdout, "Wat ik bewaar en wat niet")
        talking.stdin.close()
    assert talking.returncode == 0


def _until(shown: IO[str], word: str) -> str:
    lines = [shown.readline()]
    while lines[-1] and word not in lines[-1]:
        lines.append(shown.readline())
    assert lines[-1], "the chat ended"
    return "".join(lines)


def test_check_tells_that_all_is_well_where_everything_went_and_what_is_missing(
    home: dict[str, str],
) -> None:
    done = run(home, "check", "--coverage", "--report")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"\nIn orde: \d+ dilemma's", done.stdout)
    assert "112 onderdelen, elk ergens te vinden:" in done.stdout
    assert "Dilemma's per rol" in done.stdout


def test_an_entry_that_is_found_nowhere_is_a_mistake(home: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    entry = "- id: a1\n  title: Iets\n  found: []\n"
    (tmp_path / "content/knowledge/coverage.yaml").write_text(entry)
    done = run(home, "check", "--coverage", "--content", str(tmp_path / "content"))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith('knowledge/coverage.yaml:3: "found" heeft er 0; minstens 1 moet.')


def broken(tmp_path: Path) -> Path:
    for file in EXAMPLE.rglob("*.yaml"):
        copy = tmp_path / "content" / file.relative_to(EXAMPLE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    dialog = tmp_path / "content" / "dialogs" / "gesprek.yaml"
    dialog.write_text(dialog.read_text("utf-8").replace("next: zin", "next: zinn"), "utf-8")
    question = tmp_path / "content" / "knowledge" / "questions" / "wat-is-luisteren.yaml"
    question.write_text(question.read_text("utf-8").replace("answer:", "antwoord:"), "utf-8")
    return tmp_path / "content"


@pytest.mark.parametrize("command", [("check",), ("chat",), ("ask", "--json")])
def test_broken_content_never_starts_and_every_mistake_is_told(
    command: tuple[str, ...], home: dict[str, str], tmp_path: Path
) -> None:
    done = run(home, *command, "--content", str(broken(tmp_path)), typed="hallo\n")
    assert done.returncode == 1
    told, empty = (done.stdout, done.stderr) if command == ("check",) else (done.stderr, done.stdout)
    assert empty == ""
    lines = told.splitlines()
    assert lines[0].startswith('dialogs/gesprek.yaml:20: Stap "zinn" bestaat niet. -> Bedoelde je "zin"?')
    assert any(line.startswith("knowledge/questions/wat-is-luisteren.yaml:6: ") for line in lines)
    assert "Traceback" not in done.stderr


def test_a_folder_without_content_is_one_clear_line(home: dict[str, str], tmp_path: Path) -> None:
    done = run(home, "check", "--content", str(tmp_path))
    assert done.returncode == 1
    assert "Dit bestand is er niet." in done.stdout
    assert "Traceback" not in done.stderr


def test_ask_answers_each_line_with_an_object(home: dict[str, str]) -> None:
    done = run(home, "ask", "--json", typed="wat is een luie coach\n\nwat is het weer in londen\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["q"] for answer in answers] == ["wat is een luie coach", "", "wat is het weer in londen"]
    assert answers[0]["verdict"] == "answer"
    assert answers[0]["found"][0]["id"] == "luie-coach"
    assert [answer["verdict"] for answer in answers[1:]] == ["unknown", "unknown"]
    assert all(
        set(answer) == {"q", "verdict", "found", "ms"} and len(answer["found"]) <= 5 for answer in answers
    )
    assert all(
        set(found) == {"id", "kind", "title", "score"} for answer in answers for found in answer["found"]
    )


def test_map_draws_a_dialog_and_knows_the_others(home: dict[str, str]) -> None:
    assert run(home, "map", "omgekeerde-toets").stdout.startswith("flowchart TD\n")
    wrong = run(home, "map", "toets")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "omgekeerde-toets" in wrong.stderr


def test_missed_shows_words_of_the_knowledge_base_from_five(home: dict[str, str]) -> None:
    for times, shown in ((4, False), (1, True)):
        run(home, "chat", typed="waarom zingen Roodborstjes schulden van Kees\n" * times)
        done = run(home, "missed")
        assert (done.returncode, done.stderr) == (0, "")
        assert ("schulden" in done.stdout) is shown
        assert ("- schulden: 5 keer" in done.stdout) is shown
        assert "Kees".lower() not in done.stdout.lower()
    assert done.stdout.count("\n- niets") == 1, "last week nothing was missed"
    for file in Path(home["HOME"]).rglob("*.db*"):
        assert b"oodborstjes" not in file.read_bytes()


def test_who_stops_reading_half_way_gets_no_complaint(home: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=home,
    ) as asking:
        assert asking.stdin
        assert asking.stdout
        assert asking.stderr
        asking.stdin.write("wat is een luie coach\n")
        asking.stdin.flush()
        asking.stdout.readline()
        asking.stdout.close()
        asking.stdin.write("wat is een luie coach\n" * 3)
        asking.stdin.close()
        assert asking.stderr.read() == ""
        assert asking.wait(30) == 0


def test_a_misspelt_setting_is_one_line_and_exit_code_one(home: dict[str, str]) -> None:
    done = run(home | {"RUGGESPRAAK_DATABSE": "x"}, "check")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_an_error_of_ours_is_exit_code_three_and_a_file(home: dict[str, str]) -> None:
    script = """
import sys
from bot.cli import check
from bot.cli.main import main
def broken(arguments, settings): raise ZeroDivisionError("geheim-33")
check.run = broken
sys.exit(main(["check"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=HUNG,
        cwd=ROOT,
        env=home,
        check=False,
    )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    (file,) = (Path(home["HOME"]) / ".local/state/ruggespraak/faults").iterdir()
    assert str(file) in done.stderr
    assert "ZeroDivisionError at" in file.read_text()
    assert "geheim-33" not in file.read_text() + done.stderr


def test_an_installed_wheel_finds_its_content_outside_the_checkout(
    home: dict[str, str], tmp_path: Path
) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        capture_output=True,
        text=True,
        timeout=HUNG,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("ruggespraak-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        packed.extractall(tmp_path / "site")
    assert not [name for name in names if name.startswith(("tests/", "knowledge/", "dialogs/"))]
    there = home | {"PYTHONPATH": str(tmp_path / "site")}
    where = run(there, "ask", "--json", cwd=tmp_path, typed="wat is een luie coach\n")
    assert (where.returncode, where.stderr) == (0, "")
    assert json.loads(where.stdout)["found"][0]["id"] == "luie-coach"
    found = subprocess.run(
        [sys.executable, "-c", "import bot; print(bot.__file__)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=there,
        check=True,
    )
    assert str(tmp_path) in found.stdout, "this test must look at the wheel, not at the checkout"
