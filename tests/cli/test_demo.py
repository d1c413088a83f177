"""`ruggespraak demo`: two rounds and a talk, with no network, in under a minute."""

import socket
from typing import NoReturn

import pytest

from bot.cli.main import main
from bot.cli.play import PAUSE, PLAY, TEAM
from tests.conftest import ROOT


def test_the_demo_plays_two_rounds_with_no_network(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object) -> NoReturn:
        raise AssertionError("the demo went on the network")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setenv("RUGGESPRAAK_CONTENT", str(ROOT))
    assert main(["demo", "--fast"]) == 0
    told = capsys.readouterr().out
    first, second = told.split("Uitslag na het gesprek: 250 euro voor een schuur")
    assert "Uitslag: 250 euro voor een schuur" in first
    assert "op hooguit 2 na allemaal" in second
    assert "1. 250 euro voor een schuur" in second
    assert told.count("ziet dit) Vastgelegd.") == 2 * len(TEAM)


def test_at_its_own_pace_it_takes_less_than_a_minute() -> None:
    assert 10 < len(PLAY) * PAUSE < 40
