"""Process, commit, then confirm: nothing that came in is lost, and nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import bot as app
from bot.app.bot import Bot
from bot.app.queues import MOST_WAITING
from bot.app.scheduler import Scheduler
from bot.channels.channel import ChannelError, Image, UncertainError, UnreachableError
from bot.core.editions import Edition, Editions
from bot.core.model.events import Added, Chat, Event, Moved, Pressed, Removed, Said, TimerFired
from bot.core.model.figures import Bar, Bars
from bot.core.model.finder import Finder
from bot.core.model.library import Library
from bot.core.model.replies import Picture, Say, Turn, Wake
from bot.core.model.session import Session
from bot.core.model.timers import RoundResult
from bot.core.model.traits import PLAIN, ChannelTraits
from bot.store.drafts import Drafts
from bot.store.errors import StoreBusyError
from bot.store.outbox import LEASE
from bot.store.store import Store
from tests.channels.fake import Fake
from tests.conftest import HUNG, NOW
from tests.dutch import say, told

ANNA = Chat("fake", "anna", person="anna")
BRAM = Chat("fake", "bram", person="bram")
GROUP = Chat("fake", "groep", group=True)


@dataclass
class Moving:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def bot(store: Store, library: Library, finder: Finder, clock: Moving | None = None) -> Bot:
    editions = Editions(Edition(library, finder))
    return Bot(editions, store, clock or Moving(), drafts=Drafts(Path("/nonexistent")))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}", b"k" * 32) as opened:
        yield opened


async def test_an_event_is_confirmed_after_it_was_kept_and_answered(
    store: Store, library: Library, finder: Finder
) -> None:
    channel = Fake(waiting=[Said(ANNA, "dilemma", mark=7)])
    await bot(store, library, finder).talk(channel)
    assert channel.log == ["sent", "done"]
    assert (await store.session(ANNA, NOW)).mark == 7


async def test_the_same_event_again_changes_nothing_and_shows_what_is_open(
    store: Store, library: Library, finder: Finder
) -> None:
    await bot(store, library, finder).talk(Fake(waiting=[Said(ANNA, "dilemma", mark=7)]))
    before = await store.session(ANNA, NOW)
    again = Fake(waiting=[Said(ANNA, "dilemma", mark=7)])
    await bot(store, library, finder).talk(again)  # another process: the first was killed
    after = await store.session(ANNA, NOW)
    assert after.kept.seen_dilemmas == before.kept.seen_dilemmas
    assert after.mark == 7
    assert len(again.confirmed) == 1
    assert library.dilemmas[before.kept.seen_dilemmas[-1]].story.strip()[:40] in again.texts[0]


async def test_what_this_process_answered_is_not_answered_again(
    store: Store, library: Library, finder: Finder
) -> None:
    channel = Fake(waiting=[Said(ANNA, "dilemma", mark=7), Said(ANNA, "dilemma", mark=7)])
    await bot(store, library, finder).talk(channel)
    assert len(channel.sent) == 1
    assert len(channel.confirmed) == 2


async def test_an_answer_that_waits_for_the_platform_does_not_hold_up_the_confirmation(
    store: Store, library: Library, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "PATIENCE", 0.01)
    channel = Fake(hold=asyncio.Event())
    handling = asyncio.create_task(bot(store, library, finder).handle(Said(ANNA, "privacy", mark=1), channel))
    await asyncio.wait_for(channel.was_confirmed.wait(), HUNG)
    assert channel.sent == []
    assert channel.hold
    channel.hold.set()
    await handling
    assert channel.log == ["done", "sent"]


async def test_one_who_types_too_fast_is_told_once_and_the_others_are_answered(
    store: Store, library: Library, finder: Finder
) -> None:
    flood: list[Event] = [Said(ANNA, f"woord {at}", mark=at + 1) for at in range(MOST_WAITING * 5)]
    channel = Fake(waiting=[*flood, Said(BRAM, "privacy", mark=1)])
    await bot(store, library, finder).talk(channel)
    assert channel.texts.count(told("trouble.too-fast")) == 1
    assert sum(chat == BRAM for chat, _, _ in channel.sent) == 1
    assert len(channel.confirmed) == len(flood) + 1, "whoever is turned away has been told, so it is over"


async def test_while_the_database_is_busy_nothing_is_confirmed_and_nothing_is_lost(
    store: Store, library: Library, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        assert channel.confirmed == []

    class Busy(Store):
        async def keep(self, chat: Chat, turn: Turn, now: datetime, mark: int = 0) -> None:
            if len(waited) < 3:
                raise StoreBusyError
            await super().keep(chat, turn, now, mark)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    channel = Fake()
    busy = Busy("sqlite+aiosqlite:///:memory:", b"k" * 32)
    busy.__dict__.update(store.__dict__)
    await bot(busy, library, finder).hear(Said(ANNA, "privacy", mark=1), channel)
    assert waited == [1, 2, 4]
    assert [message.title for _, message, _ in channel.sent] == ["", say("privacy.title")]
    assert channel.texts[0] == told("trouble.busy")
    assert len(channel.confirmed) == 1


async def test_a_poison_event_is_let_go_after_three_tries(
    store: Store, library: Library, finder: Finder, caplog: pytest.LogCaptureFixture
) -> None:
    class Poisoned(Editions):
        def respond(
            self,
            event: Event,
            session: Session,
            now: datetime,
            traits: ChannelTraits = PLAIN,
            finder: Finder | None = None,
        ) -> Turn:
            raise ValueError("over Fatima")

    poisoned = Bot(Poisoned(Edition(library, finder)), store, Moving(), drafts=Drafts(Path("/nonexistent")))
    channel = Fake(waiting=[Said(ANNA, "Fatima", mark=1)])
    await poisoned.talk(channel)
    assert channel.texts == [told("trouble.sorry")]
    assert len(channel.confirmed) == 1
    assert len(caplog.records) == app.TRIES
    assert "Fatima" not in caplog.text


async def test_in_a_group_everybody_has_a_conversation_of_his_own(
    store: Store, library: Library, finder: Finder
) -> None:
    anna, bram = (Chat("fake", "groep", person=name, group=True, sealed=True) for name in ("anna", "bram"))
    channel = Fake(waiting=[Said(anna, "dilemma", mark=1), Said(bram, "toets", mark=2)])
    await bot(store, library, finder).talk(channel)
    assert (await store.session(anna, NOW)).kept.case
    assert (await store.session(bram, NOW)).kept.walk
    assert not (await store.session(anna, NOW)).kept.walk


async def test_a_press_on_a_colleagues_question_is_refused_and_changes_nothing(
    store: Store, library: Library, finder: Finder
) -> None:
    anna, bram = (Chat("fake", "groep", person=name, group=True) for name in ("anna", "bram"))
    talking = bot(store, library, finder)
    await talking.talk(Fake(waiting=[Said(anna, "dilemma", mark=1)]))
    prompt = (await store.session(anna, NOW)).prompt
    before = await store.session(anna, NOW)
    channel = Fake(waiting=[Pressed(bram, prompt, "A", owner="anna", mark=2)])
    await talking.talk(channel)
    assert channel.texts == [told("trouble.not-yours")]
    assert await store.session(anna, NOW) == before


async def test_the_bot_introduces_itself_in_a_group_in_three_lines(
    store: Store, library: Library, finder: Finder
) -> None:
    channel = Fake(waiting=[Added(GROUP, mark=1)])
    await bot(store, library, finder).talk(channel)
    assert channel.texts == [told("start.introduction")]
    assert len(told("start.introduction").splitlines()) == 3


# Moments that were asked for.


async def ask_for(store: Store, key: str, minutes: int, chat: Chat = GROUP, until: int | None = None) -> None:
    end = NOW + timedelta(minutes=until) if until is not None else None
    await store.carry_out([Wake(key, chat, NOW + timedelta(minutes=minutes), RoundResult("proef"), end)], NOW)


class Telling(Editions):
    """Says what rang."""

    def respond(
        self,
        event: Event,
        session: Session,
        now: datetime,
        traits: ChannelTraits = PLAIN,
        finder: Finder | None = None,
    ) -> Turn:
        if isinstance(event, TimerFired):
            text = f"proef {event.key} {'te laat' if event.missed else 'op tijd'}"
            return Turn(session, (Say(text),))
        return super().respond(event, session, now, traits, finder)


def telling(store: Store, library: Library, finder: Finder, clock: Moving) -> Bot:
    return Bot(Telling(Edition(library, finder)), store, clock, drafts=Drafts(Path("/nonexistent")))


async def test_a_moment_rings_when_it_comes_and_only_once(
    store: Store, library: Library, finder: Finder
) -> None:
    clock, channel = Moving(), Fake()
    scheduler = Scheduler(telling(store, library, finder, clock), {"fake": channel})
    await ask_for(store, "later", 60)
    await ask_for(store, "nu", 0)
    for _ in range(3):
        await scheduler.once()
        await scheduler.drain()
    assert channel.texts == ["proef nu op tijd"]
    clock.now += timedelta(hours=2)
    await scheduler.once()
    await scheduler.drain()
    assert channel.texts == ["proef nu op tijd", "proef later op tijd"]
    assert channel.sent[1][2] == "later-0", "the key is the moment's, so a channel can tell a repetition"


async def test_a_moment_that_came_too_late_says_so(store: Store, library: Library, finder: Finder) -> None:
    clock, channel = Moving(), Fake()
    await ask_for(store, "digest", 0, until=60)
    clock.now += timedelta(hours=3)
    scheduler = Scheduler(telling(store, library, finder, clock), {"fake": channel})
    await scheduler.once()
    await scheduler.drain()
    assert channel.texts == ["proef digest te laat"]


async def test_two_processes_never_have_the_same_moment_in_hand(store: Store) -> None:
    await ask_for(store, "een", 0)
    first = await store.claim(["fake"], NOW, 10)
    second = await store.claim(["fake"], NOW, 10)
    assert [moment.key for moment in first] == ["een"]
    assert second == []


async def test_a_lease_that_ended_is_taken_over_and_one_that_is_held_on_to_is_not(store: Store) -> None:
    await ask_for(store, "een", 0)
    assert await store.claim(["fake"], NOW, 10)
    halfway = NOW + timedelta(seconds=LEASE / 2)
    await store.renew(["een"], halfway)
    assert await store.claim(["fake"], NOW + timedelta(seconds=LEASE), 10) == []
    assert await store.claim(["fake"], halfway + timedelta(seconds=LEASE), 10)


async def test_a_moment_that_is_moved_while_it_is_said_stays(store: Store) -> None:
    await ask_for(store, "een", 0)
    (moment,) = await store.claim(["fake"], NOW, 10)
    await ask_for(store, "een", 60)
    await store.complete(moment)
    assert "een" in (await store.session(GROUP, NOW)).around.timers


async def test_a_moment_that_fails_stays_and_stops_nothing(
    store: Store, library: Library, finder: Finder, caplog: pytest.LogCaptureFixture
) -> None:
    class Failing(Editions):
        def respond(
            self,
            event: Event,
            session: Session,
            now: datetime,
            traits: ChannelTraits = PLAIN,
            finder: Finder | None = None,
        ) -> Turn:
            raise ValueError("geheim")

    await ask_for(store, "een", 0)
    failing = Bot(Failing(Edition(library, finder)), store, Moving(), drafts=Drafts(Path("/nonexistent")))
    scheduler = Scheduler(failing, {"fake": Fake()})
    await scheduler.once()
    await scheduler.drain()
    assert "een" in (await store.session(GROUP, NOW)).around.timers
    assert "ValueError at" in caplog.text
    assert "geheim" not in caplog.text


async def test_who_cannot_be_reached_is_let_go(store: Store, library: Library, finder: Finder) -> None:
    await ask_for(store, "een", 0)
    await ask_for(store, "volgende week", 10_000)
    channel = Fake(error=UnreachableError())
    scheduler = Scheduler(telling(store, library, finder, Moving()), {"fake": channel})
    await scheduler.once()
    await scheduler.drain()
    assert (await store.session(GROUP, NOW)).around.timers == {}


@pytest.mark.parametrize("error", [UncertainError(), ChannelError()])
async def test_what_may_have_arrived_or_is_refused_is_not_said_again(
    error: Exception, store: Store, library: Library, finder: Finder
) -> None:
    await ask_for(store, "een", 0)
    scheduler = Scheduler(telling(store, library, finder, Moving()), {"fake": Fake(error=error)})
    await scheduler.once()
    await scheduler.drain()
    assert (await store.session(GROUP, NOW)).around.timers == {}


async def test_a_room_that_moved_takes_its_moments_and_its_conversation_along(
    store: Store, library: Library, finder: Finder
) -> None:
    await ask_for(store, "een", 60, ANNA)
    talking = bot(store, library, finder)
    await talking.talk(Fake(waiting=[Said(ANNA, "dilemma", mark=1), Moved(ANNA, "anna-2", mark=2)]))
    moved = await store.session(Chat("fake", "anna-2", person="anna"), NOW)
    assert moved.kept.case
    assert list(moved.around.timers) == ["een"]
    assert (await store.session(ANNA, NOW)) == Session()


async def test_put_out_of_a_room_nothing_is_left_to_say_there(
    store: Store, library: Library, finder: Finder
) -> None:
    await ask_for(store, "een", 60)
    channel = Fake(waiting=[Removed(GROUP, mark=3)])
    await bot(store, library, finder).talk(channel)
    assert channel.sent == []
    assert (await store.session(GROUP, NOW)).around.timers == {}


async def test_how_far_a_channel_was_read_is_kept(store: Store) -> None:
    assert await store.positions.get("fake") is None
    await store.positions.put("fake", "41", NOW.date())
    await store.positions.put("fake", "42", NOW.date())
    assert await store.positions.get("fake") == ("42", NOW.date())


async def test_a_picture_reaches_the_channel_drawn(store: Store, library: Library, finder: Finder) -> None:
    class Drawing(Editions):
        def respond(
            self,
            event: Event,
            session: Session,
            now: datetime,
            traits: ChannelTraits = PLAIN,
            finder: Finder | None = None,
        ) -> Turn:
            figure = Bars("Uitslag", (Bar("A", "Bellen", 0.6, "6"), Bar("B", "Wachten", 0.2, "hooguit 2")))
            return Turn(session, (Picture(figure, "A: 6, B: hooguit 2"),))

    drawing = Bot(Drawing(Edition(library, finder)), store, Moving(), drafts=Drafts(Path("/nonexistent")))
    channel = Fake(waiting=[Said(ANNA, "uitslag", mark=1)])
    await drawing.talk(channel)
    ((_, shown, _),) = channel.sent
    assert isinstance(shown, Image)
    assert shown.png.startswith(b"\x89PNG")
    assert shown.text == "A: 6, B: hooguit 2"
