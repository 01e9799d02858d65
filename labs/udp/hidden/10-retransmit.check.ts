import { expect, pause, test } from "@wirelab/checks";
import { again, reply, request } from "../commands.ts";

test("gives each request its own RETRY_MS, and prints a reply once", async ({ datagrams, startClient, inTime }) => {
  await inTime([500, 2500, 10_000], async (retryMs) => {
    const server = await datagrams("server");
    const client = await startClient({ env: { RETRY_MS: String(retryMs) } });
    await client.stdio.end("ADD a 1\nADD b 2\n");
    await request(server, "ADD a 1");
    const tick = await request(server, "ADD a 1", { retryMs });
    await pause(0.5 * retryMs);
    await reply(server, tick, "1");
    const second = await request(server, "ADD b 2");
    await again(server, second, retryMs);
    await reply(server, second, "2");
    await reply(server, second, "2");
    await expect(client.stdio).toReceive("1\n2\n");
    await expect(client).toExit(0);
  });
});
