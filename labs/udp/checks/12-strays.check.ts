import { expect, test } from "@wirelab/checks";
import { reply, request } from "../commands.ts";
import { datagram } from "../requests.ts";

test("ignores a reply that comes from another port", async ({ datagrams, startClient, random }) => {
  const [server, stranger] = [await datagrams("server"), await datagrams("stranger")];
  const client = await startClient();
  const [wrong, right] = [random.word(5), random.word(6)];
  await client.stdio.end("GET tea\n");
  const asked = await request(server, "GET tea");
  await reply(stranger, asked, wrong);
  await expect(stranger).toStaySilent();
  await expect(server).toStaySilent();
  await reply(server, asked, right);
  await expect(client.stdio).toReceive(`${right}\n`);
  await expect(client).toExit(0);
});

test("ignores a reply with another id, and a late copy of an earlier reply", async ({ datagrams, startClient, random }) => {
  const server = await datagrams("server");
  const client = await startClient();
  const [wrong, one, two] = [random.word(4), random.word(5), random.word(6)];
  await client.stdio.end("GET one\nGET two\n");
  const first = await request(server, "GET one");
  await server.send(datagram(first.id === "7k" ? "7m" : "7k", wrong), first.from);
  await expect(server).toStaySilent();
  await reply(server, first, one);
  const second = await request(server, "GET two");
  await reply(server, { ...first, from: second.from }, one);
  await expect(server).toStaySilent();
  await reply(server, second, two);
  await expect(client.stdio).toReceive(`${one}\n${two}\n`);
  await expect(client).toExit(0);
});
