// One person's client on what Element itself is built on: matrix-js-sdk with its encryption in Rust.
// All that the SDK logs goes nowhere.
for (const name of ["debug", "log", "info", "warn", "error", "trace"]) console[name] = () => {};
const { createClient, ClientEvent, MatrixEventEvent } = await import("matrix-js-sdk");
const crypto = await import("matrix-js-sdk/lib/crypto-api/index.js");

export const ENCRYPTED = {
    type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" },
};

/** Logs in. `hears` waits for the first event of the bot that `found` holds for. */
export async function connected({ url, user, token, device, bot, onlySigned }) {
    const client = createClient({ baseUrl: url, accessToken: token, userId: user, deviceId: device });
    await client.initRustCrypto({ useIndexedDB: false });
    const mode = onlySigned ? new crypto.OnlySignedDevicesIsolationMode() : new crypto.AllDevicesIsolationMode(false);
    client.getCrypto().setDeviceIsolationMode(mode);

    const heard = [];
    let wake = () => {};
    const take = (event) => {
        if (event.getSender() !== bot || event.isDecryptionFailure()) return;
        if (event.getType() === "m.room.message" || event.getType().includes("poll")) { heard.push(event); wake(); }
    };
    client.on(ClientEvent.Event, (event) => { if (!event.isEncrypted()) take(event); });
    client.on(MatrixEventEvent.Decrypted, take);
    const hears = async (found) => {
        const until = Date.now() + 30_000;
        while (Date.now() < until) {
            const one = heard.find(found);
            if (one) return one;
            await lookAgain(client);
            await new Promise((done) => { wake = done; setTimeout(done, 200); });
        }
        throw new Error("not heard");
    };
    await client.startClient({ initialSyncLimit: 50, threadSupport: true });
    await client.getCrypto().bootstrapCrossSigning({ authUploadDeviceSigningKeys: (request) => request(null) });
    return { client, heard, hears };
}

/** As Element does when somebody looks again: a key may have come before the sender was known. */
async function lookAgain(client) {
    const events = client.getRooms().flatMap((room) => room.getLiveTimeline().getEvents());
    for (const event of events) {
        if (event.isDecryptionFailure()) await event.attemptDecryption(client.getCrypto(), { isRetry: true });
    }
}

/** Tells the test something, in one line. */
export const tell = (name, value) => new Promise((done) => process.stdout.write(`${name} ${JSON.stringify(value)}\n`, done));
