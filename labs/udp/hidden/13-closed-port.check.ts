import { expect, test } from "@wirelab/checks";
import { reply, request } from "../commands.ts";

test("fails cleanly where the server goes away before its second reply", async ({ datagrams, startClient, inTime, random }) => {
  await inTime([150, 1000, 5000], async (retryMs) => {
    const server = await datagrams("server");
    const client = await startClient({ env: { RETRY_MS: String(retryMs), TRIES: "3" } });
    const total = `${random.int(1, 999)}`;
    await client.stdio.end("GET tea\nGET tea\n");
    await reply(server, await request(server, "GET tea"), total);
    await request(server, "GET tea");
    server.close();
    await client.stdio.until(() => client.stdio.ending !== undefined, 4 * retryMs);
    await expect(client).toFailCleanly();
    await expect(client.stdio).toReceive(`${total}\n`);
    await expect(client.stdio).toBeClosed();
  });
});
