import { expect, test } from "@wirelab/checks";
import { reply, request } from "../commands.ts";

test("sends a command with an id, prints the reply and ends with exit code 0", async ({ datagrams, startClient, random }) => {
  const server = await datagrams("server");
  const client = await startClient();
  const [name, total] = [random.word(5), random.int(1, 999)];
  await client.stdio.end(`ADD ${name} ${total}\n`);
  const asked = await request(server, `ADD ${name} ${total}`);
  // The reply may take a moment; stdin is at its end, and the client is not done yet.
  await expect(server).toStaySilent({ for: 150 });
  await reply(server, asked, `${total}`);
  await expect(client.stdio).toReceive(`${total}\n`);
  await expect(client).toExit(0);
});

test("sends the next command only after the reply, with another id", async ({ datagrams, startClient, random }) => {
  const server = await datagrams("server");
  const client = await startClient();
  const names = [random.word(5), random.word(6), random.word(7)];
  await client.stdio.end(names.map((name) => `GET ${name}\n`).join(""));
  const used: string[] = [];
  for (const [number, name] of names.entries()) {
    const asked = await request(server, `GET ${name}`, { used });
    used.push(asked.id);
    await expect(server).toStaySilent();
    await reply(server, asked, `${number}`);
  }
  await expect(client.stdio).toReceive(names.map((_, number) => `${number}\n`).join(""));
  await expect(client).toExit(0);
});
