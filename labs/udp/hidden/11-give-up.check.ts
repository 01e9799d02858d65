import { expect, pause, test } from "@wirelab/checks";
import { reply, request } from "../commands.ts";

test("sends once where TRIES is 1, and waits for the reply to that", async ({ datagrams, startClient, inTime, random }) => {
  await inTime([600, 2400, 9600], async (retryMs) => {
    const server = await datagrams("server");
    const client = await startClient({ env: { RETRY_MS: String(retryMs), TRIES: "1" } });
    const total = random.int(1, 999);
    await client.stdio.end(`GET first\nGET second\n`);
    const answered = await request(server, "GET first");
    await pause(0.3 * retryMs);
    await reply(server, answered, `${total}`);
    await expect(client.stdio).toReceive(`${total}\n`);
    await request(server, "GET second");
    await expect(client).toExit("failure");
    await expect(client).toExplainItself();
  });
});

test("counts its tries anew for each request", async ({ datagrams, startClient, inTime }) => {
  await inTime([200, 1000, 5000], async (retryMs) => {
    const server = await datagrams("server");
    const client = await startClient({ env: { RETRY_MS: String(retryMs), TRIES: "3" } });
    const commands = ["ADD a 1", "ADD b 2", "ADD c 3"];
    await client.stdio.end(commands.map((command) => `${command}\n`).join(""));
    for (const command of commands) {
      await request(server, command);
      await request(server, command, { retryMs });
      await reply(server, await request(server, command, { retryMs }), command);
      await expect(client.stdio).toReceive(`${command}\n`);
    }
    await expect(client).toExit(0);
  });
});
