// Somebody on what Element itself is built on: matrix-js-sdk with its encryption in Rust.
// Reads one line of JSON, prints one line "RESULT {...}". All that the SDK logs goes nowhere.
import fs from "node:fs";

for (const name of ["debug", "log", "info", "warn", "error", "trace"]) console[name] = () => {};
const { createClient, ClientEvent, MatrixEventEvent, EventType } = await import("matrix-js-sdk");
const crypto = await import("matrix-js-sdk/lib/crypto-api/index.js");

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const client = createClient({
    baseUrl: asked.url, accessToken: asked.token, userId: asked.user, deviceId: asked.device,
});
await client.initRustCrypto({ useIndexedDB: false });
const mode = asked.onlySigned ? new crypto.OnlySignedDevicesIsolationMode() : new crypto.AllDevicesIsolationMode(false);
client.getCrypto().setDeviceIsolationMode(mode);

const heard = [];
let wake = () => {};
const take = (event) => {
    if (event.getSender() !== asked.bot || event.isDecryptionFailure()) return;
    if (event.getType() === EventType.RoomMessage || event.getType().includes("poll")) { heard.push(event); wake(); }
};
client.on(ClientEvent.Event, (event) => { if (!event.isEncrypted()) take(event); });
client.on(MatrixEventEvent.Decrypted, take);
const hears = async (found) => {
    const until = Date.now() + 30_000;
    while (Date.now() < until) {
        const one = heard.find(found);
        if (one) return one;
        await new Promise((done) => { wake = done; setTimeout(done, 200); });
    }
    throw new Error("not heard");
};

const result = { shields: [], texts: [] };
try {
    await client.startClient({ initialSyncLimit: 50, threadSupport: true });
    await client.getCrypto().bootstrapCrossSigning({ authUploadDeviceSigningKeys: (request) => request(null) });
    const room = asked.room ?? (await client.createRoom({
        invite: [asked.bot], is_direct: true,
        initial_state: [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
    })).room_id;
    await hears((one) => one.getContent().body?.includes(asked.greeting));
    await client.sendTextMessage(room, asked.says);
    await hears((one) => one.getContent().body?.includes(asked.answer));
    for (const event of heard) {
        const info = await client.getCrypto().getEncryptionInfoForEvent(event);
        result.shields.push(info?.shieldColour ?? null);
        result.texts.push(event.getContent().body);
    }
} catch (error) {
    result.error = String(error);
}
process.stdout.write(`RESULT ${JSON.stringify(result)}\n`, () => process.exit(0));
