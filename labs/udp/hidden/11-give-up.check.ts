import { expect, pause, test } from "@wirelab/checks";
import { asksAtOnce, reply, request } from "../commands.ts";

test("sends once where TRIES is 1, and waits for the reply to that", async ({ datagrams, startClient, inTime, random }) => {
  await inTime([600, 2400, 9600], async (retryMs) => {
    const server = await datagrams("server");
    const client = await startClient({ env: { RETRY_MS: String(retryMs), TRIES: "1" } });
    const total = random.int(1, 999);
    await client.stdio.end(`GET first\nGET second\n`);
    const answered = await request(server, "GET first");
    await pause(0.3 * retryMs);
    await reply(server, answered, `${total}`);
    await request(server, "GET second");
    await expect(client).toExit("failure");
    await expect(client).toExplainItself();
    await expect(client.stdio).toReceive(`${total}\n`);
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
    }
    await expect(client.stdio).toReceive(commands.map((command) => `${command}\n`).join(""));
    await expect(client).toExit(0);
  });
});

test("gives up after five sends where TRIES is not set, though more may come on stdin", async ({ datagrams, startClient, random }) => {
  const [retryMs, name] = [100, random.word(5)];
  const server = await datagrams("server");
  const client = await startClient({ env: { RETRY_MS: String(retryMs), TRIES: undefined } });
  await client.stdio.send(`GET ${name}\n`);
  if (!(await asksAtOnce(server))) await client.stdio.end();
  for (let sent = 0; sent < 5; sent++) await request(server, `GET ${name}`, { retryMs });
  await expect(server).toStaySilent({ for: 3 * retryMs });
  await expect(client).toExit("failure");
  await expect(client).toExplainItself();
  await expect(client.stdio).toBeClosed();
});
