from bot.channels.web.form_tokens import ROTATES_AFTER, FormTokens
from tests.channels.web.test_transcript import Seconds


def test_a_token_is_of_one_seat_one_process_and_some_hours() -> None:
    seconds = Seconds()
    tokens = FormTokens(seconds)
    token = tokens.token("a")
    assert tokens.fits(token, "a")
    assert not tokens.fits(token, "b")
    assert not FormTokens(seconds).fits(token, "a"), "another process has another key"
    assert not any(tokens.fits(wrong, "a") for wrong in ("", "é", token[:-1], token + "0"))
    seconds.now = ROTATES_AFTER
    assert tokens.fits(token, "a")
    assert tokens.token("a") != token, "it rotates"
    seconds.now = 2 * ROTATES_AFTER
    assert not tokens.fits(token, "a")
