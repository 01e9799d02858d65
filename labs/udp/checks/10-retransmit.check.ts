import { expect, test } from "@wirelab/checks";
import { again, reply, request } from "../commands.ts";

test("sends the very same datagram again after RETRY_MS, and no sooner", async ({ datagrams, startClient, inTime, random }) => {
  await inTime([600, 2400, 9600], async (retryMs) => {
    const server = await datagrams("server");
    const client = await startClient({ env: { RETRY_MS: String(retryMs) } });
    const [name, total] = [random.word(5), random.int(1, 999)];
    await client.stdio.end(`ADD ${name} ${total}\n`);
    const asked = await request(server, `ADD ${name} ${total}`);
    await again(server, await again(server, asked, retryMs), retryMs);
    await reply(server, asked, `${total}`);
    await expect(client.stdio).toReceive(`${total}\n`);
    await expect(client).toExit(0);
  });
});
