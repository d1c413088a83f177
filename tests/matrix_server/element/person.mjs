// Somebody who talks with the bot. Reads one line of JSON, prints one line "RESULT {...}".
import fs from "node:fs";
import { connected, ENCRYPTED, tell } from "./client.mjs";

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const result = { shields: [], texts: [] };
try {
    const { client, heard, hears } = await connected(asked);
    const room = await client.createRoom({ invite: [asked.bot], is_direct: true, initial_state: [ENCRYPTED] });
    await hears((one) => one.getContent().body?.includes(asked.greeting));
    await client.sendTextMessage(room.room_id, asked.says);
    await hears((one) => one.getContent().body?.includes(asked.answer));
    for (const event of heard) {
        const info = await client.getCrypto().getEncryptionInfoForEvent(event);
        result.shields.push(info?.shieldColour ?? null);
        result.texts.push(event.getContent().body);
    }
} catch (error) {
    result.error = String(error);
}
await tell("RESULT", result);
process.exit(0);
