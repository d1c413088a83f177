from bot.channels.channel import File, Image
from bot.channels.web.transcript import KEPT_FOR, MOST_FILES, MOST_LINES, Own, Transcript
from bot.core.model.replies import Ask, Say


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_lines_are_few_and_not_kept_for_long() -> None:
    seconds = Seconds()
    transcript = Transcript(seconds)
    for number in range(MOST_LINES + 5):
        transcript.add(Own(str(number)))
    assert [line.number for line in transcript.lines()] == list(range(6, MOST_LINES + 6))
    seconds.now = KEPT_FOR + 1
    transcript.add(Say("nieuw"))
    assert [line.shown for line in transcript.lines()] == [Say("nieuw")]
    assert transcript.last == MOST_LINES + 6, "a number is never given twice"


def test_of_older_pictures_and_documents_the_text_is_left() -> None:
    transcript = Transcript(Seconds())
    for _ in range(MOST_FILES):
        transcript.add(Image(b"png", "woorden"))
    transcript.add(File("a.docx", b"x", "blad"))
    assert transcript.attachment(1) is None
    assert transcript.lines()[0].shown == Image(b"", "woorden")
    assert transcript.attachment(2) == Image(b"png", "woorden")
    assert transcript.attachment(MOST_FILES + 1) == File("a.docx", b"x", "blad")


def test_the_question_that_was_asked_last_is_open() -> None:
    transcript = Transcript(Seconds())
    assert transcript.question() is None
    first, second = Ask("1", "a", ()), Ask("2", "b", ())
    for shown in (first, second, Say("c")):
        transcript.add(shown)
    assert transcript.question() is second
    transcript.clear()
    assert transcript.lines() == ()
