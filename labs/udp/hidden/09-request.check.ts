import { type DatagramPeer, expect, hasIPv6, test } from "@wirelab/checks";
import { asksAtOnce, patience, reply, request } from "../commands.ts";

/** All that can be in a line: any byte but LF. */
const values = Array.from({ length: 256 }, (_, value) => value).filter((value) => value !== 0x0a);

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
  for (const bytes of replies) await reply(server, await request(server, "GET a"), bytes);
  await expect(client.stdio).toReceive(Buffer.concat(replies.flatMap((bytes) => [bytes, Buffer.from("\n")])));
  await expect(client).toExit(0);
});

test("sends a command when it is whole, to the byte, and a last one without LF", async ({ datagrams, startClient, random }) => {
  const server = await datagrams("server");
  const client = await startClient();
  const slow = Buffer.concat([Buffer.from(`ECHO  ${random.word(4)} 好 `), Buffer.from(random.shuffle(values)), Buffer.from(" \r")]);
  const last = `ECHO ${random.word(5)}`;
  const inCharacter = slow.indexOf("好") + 1;
  await client.stdio.sendInPieces([slow.subarray(0, 3), slow.subarray(3, inCharacter), slow.subarray(inCharacter)]);
  await expect(server).toStaySilent();
  await client.stdio.send("\n");
  const atOnce = await asksAtOnce(server);
  if (!atOnce) await client.stdio.end(last);
  await reply(server, await request(server, slow), "one");
  if (atOnce) {
    await expect(server).toStaySilent({ for: 150 });
    await client.stdio.end(last);
  }
  await reply(server, await request(server, last), "two");
  await expect(client.stdio).toReceive("one\ntwo\n");
  await expect(client).toExit(0);
});

test("asks at an IPv6 address, and at one that it finds under a name", async ({ datagrams, startClient, random, skip }) => {
  skip(!hasIPv6, "IPv6");
  const four = await datagrams("server");
  const six = await datagrams("server at ::1", { host: "::1", port: four.port });
  for (const [host, servers] of [
    ["::1", [six]],
    ["localhost", [six, four]],
  ] as const) {
    const client = await startClient({ host });
    const [name, total] = [random.word(5), `${random.int(1, 999)}`];
    await client.stdio.end(`GET ${name}\n`);
    const server = await firstAsked(servers);
    await reply(server, await request(server, `GET ${name}`), total);
    await expect(client.stdio).toReceive(`${total}\n`);
    await expect(client).toExit(0);
  }
});

test("ends with exit code 0 where there is nothing to ask", async ({ datagrams, startClient }) => {
  const server = await datagrams("server");
  const client = await startClient();
  await client.stdio.end();
  await expect(client).toExit(0);
  await expect(server).toStaySilent();
  await expect(client.stdio).toBeClosed();
});

/** The one that the client turns to; the first where it turns to none. */
async function firstAsked(servers: readonly [DatagramPeer, ...DatagramPeer[]]): Promise<DatagramPeer> {
  const isAsked = (server: DatagramPeer): boolean => server.inbox.length > 0;
  await Promise.race(servers.map((server) => server.until(() => isAsked(server), patience.first)));
  return servers.find(isAsked) ?? servers[0];
}
