import { expect, test } from "@wirelab/checks";
import { reply, request } from "../commands.ts";

test("uses no id twice in three hundred requests", async ({ datagrams, startClient }) => {
  const server = await datagrams("server");
  const client = await startClient();
  const commands = Array.from({ length: 300 }, (_, number) => `GET n${number}`);
  await client.stdio.end(commands.map((command) => `${command}\n`).join(""));
  const used: string[] = [];
  for (const [number, command] of commands.entries()) {
    const asked = await request(server, command, { used });
    used.push(asked.id);
    await reply(server, asked, `${number}`);
  }
  await expect(client.stdio).toReceive(commands.map((_, number) => `${number}\n`).join(""));
  await expect(client).toExit(0);
});

test("prints a reply to the byte, whatever is in it", async ({ datagrams, startClient, random }) => {
  const server = await datagrams("server");
  const client = await startClient();
  const replies = [
    random.bytes(300),
    Buffer.from("  two words \t"),
    Buffer.alloc(0),
    Buffer.from("\n\r\n"),
    Buffer.from(random.word(60_000)),
  ];
  await client.stdio.end("GET a\n".repeat(replies.length));
  for (const bytes of replies) {
    await reply(server, await request(server, "GET a"), bytes);
    await expect(client.stdio).toReceive(Buffer.concat([bytes, Buffer.from("\n")]));
  }
  await expect(client).toExit(0);
});

test("sends commands as they come, to the byte, and a last one without LF", async ({ datagrams, startClient, random }) => {
  const server = await datagrams("server");
  const client = await startClient();
  const [slow, last] = [`ECHO  ${random.word(4)} 好 `, `ECHO ${random.word(5)}`];
  await client.stdio.sendInPieces([slow.slice(0, 3), slow.slice(3)]);
  await expect(server).toStaySilent();
  await client.stdio.send("\n");
  await reply(server, await request(server, slow), "one");
  await expect(client.stdio).toReceive("one\n");
  await expect(server).toStaySilent({ for: 150 });
  await client.stdio.end(last);
  await reply(server, await request(server, last), "two");
  await expect(client.stdio).toReceive("two\n");
  await expect(client).toExit(0);
});

test("ends with exit code 0 where there is nothing to ask", async ({ datagrams, startClient }) => {
  const server = await datagrams("server");
  const client = await startClient();
  await client.stdio.end();
  await expect(client).toExit(0);
  await expect(server).toStaySilent();
  await expect(client.stdio).toBeClosed();
});
