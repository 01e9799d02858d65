import { expect, line, test } from "@wirelab/checks";
import { exchange } from "../conversation.ts";

test("fails where the server closes without a reply", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await peer.end();
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});

test("keeps the replies that were whole before one was cut short", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await exchange(client, peer, line(random), line(random));
  await client.stdio.end(request + line(random));
  await expect(peer).toReceive(request);
  await peer.end(random.word(6));
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});

test("fails where a reset comes in place of a reply", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), line(random)];
  const peer = await server.accept();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  await peer.reset();
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});

test("prints no piece of the last reply when that is cut short", async ({ server, startClient, random }) => {
  for (const how of ["end", "reset"] as const) {
    const [client, request] = [await startClient(), line(random)];
    const peer = await server.accept(`server: ${how === "end" ? "FIN" : "reset"} in the middle`);
    await client.stdio.end(request);
    await expect(peer).toReceive(request);
    await peer.sendInPieces([random.word(6)]);
    await expect(client.stdio).toStaySilent();
    await peer[how]();
    await expect(client).toFailCleanly();
    await expect(client.stdio).toBeClosed();
  }
});

test("opens no other connection once the server has closed", async ({ listen, startClient, inTime, random }) => {
  // Whoever asks on over another connection gets no reply there, and gives up.
  await inTime([1000, 4000, 12_000], async (timeout) => {
    const server = await listen();
    const client = await startClient({ port: server.port, env: { REPLY_TIMEOUT_MS: String(timeout) } });
    const peer = await server.accept();
    await exchange(client, peer, line(random), line(random));
    await peer.end();
    peer.ignoreRest();
    // While no reply is due, it may end as it likes; asked once more, it must fail.
    await client.stdio.until(() => client.stdio.ending !== undefined, 400);
    const hasEnded = client.stdio.ending !== undefined;
    await client.stdio.end(line(random));
    await expect(client.stdio).toBeClosed({ within: timeout + 3000 });
    if (hasEnded) await expect(client).toExit("any");
    else await expect(client).toFailCleanly();
  });
});
