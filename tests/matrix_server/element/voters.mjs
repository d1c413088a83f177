// Three people in a group vote in a poll of the bot's, in every way there is, and count it as Element does.
// Reads one line of JSON; prints "ROOM", then "VOTED" when the poll may close, and "RESULT {...}".
import fs from "node:fs";
import { connected, ENCRYPTED, tell } from "./client.mjs";

const { PollResponseEvent } = await import("matrix-js-sdk/lib/extensible_events_v1/PollResponseEvent.js");
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const isStart = (one) => one.getType().endsWith("poll.start");
const isEnd = (one) => one.getType().endsWith("poll.end");

/** A vote as Element sends it. */
async function votes({ client }, room, poll, ...answers) {
    const { type, content } = PollResponseEvent.from(answers, poll).serialize();
    await new Promise((done) => setTimeout(done, 10)); // two votes of one moment have no order
    return (await client.sendEvent(room, type, content)).event_id;
}

/** What Element shows: of each person the newest vote, unless it is spoiled. */
async function counted({ client }, room, id) {
    const poll = client.getRoom(room).polls.get(id);
    const newest = new Map();
    for (const event of (await poll.getResponses()).getRelations()) {
        const earlier = newest.get(event.getSender());
        if (!earlier || earlier.getTs() < event.getTs()) newest.set(event.getSender(), event);
    }
    const counts = Object.fromEntries(poll.pollEvent.answers.map((answer) => [answer.id, 0]));
    for (const event of newest.values()) {
        const response = event.unstableExtensibleEvent;
        response.validateAgainst(poll.pollEvent);
        if (!response.spoiled) for (const answer of response.answerIds) counts[answer] += 1;
    }
    return { counts, ended: poll.isEnded };
}

/** Waits until this holds. */
async function until(holds) {
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
        if (await holds()) return;
        await new Promise((done) => setTimeout(done, 50));
    }
}

/** What somebody shows once all these events have reached him, and what was redacted is gone. */
async function shown({ client }, room, poll, seen, gone) {
    const here = client.getRoom(room);
    await until(() => seen.every((event) => here.findEventById(event)));
    await until(() => here.findEventById(gone)?.isRedacted());
    return counted({ client }, room, poll);
}

const result = {};
try {
    const voters = [];
    for (const one of asked.voters) voters.push(await connected({ ...asked, ...one }));
    const [ans, cor, dik] = voters;
    const others = asked.voters.slice(1).map((one) => one.user);
    const made = await ans.client.createRoom({ invite: [asked.bot, ...others], initial_state: [ENCRYPTED] });
    const room = made.room_id;
    for (const one of [cor, dik]) await one.client.joinRoom(room);
    for (const { client } of voters) {
        await until(() => client.getRoom(room)?.getMember(asked.bot)?.membership === "join");
    }
    await tell("ROOM", room);
    const [poll] = await Promise.all(voters.map(async ({ hears }) => (await hears(isStart)).getId()));
    await votes(ans, room, poll, "A");
    const changed = await votes(ans, room, poll, "B");
    await votes(cor, room, poll, "A");
    const mistake = await votes(cor, room, poll, "B");
    await votes(dik, room, poll, "C");
    const spoiled = await votes(dik, room, poll, "bestaat niet");
    await cor.client.redactEvent(room, mistake);
    result.open = await shown(ans, room, poll, [changed, spoiled], mistake);
    await tell("VOTED", result.open);
    await Promise.all(voters.map(({ hears }) => hears(isEnd)));
    const late = await votes(dik, room, poll, "C");
    result.closed = await shown(ans, room, poll, [late], mistake);
} catch (error) {
    result.error = `${error} ${error.stack}`;
}
await tell("RESULT", result);
process.exit(0);
