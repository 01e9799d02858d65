import { canObserve, type DatagramPeer, expect, measure, type Program, text } from "@wirelab/checks";
import { reply, request } from "./commands.ts";
import { askForEchoes, held } from "./requests.ts";
import { test } from "./test.ts";

measure(
  test,
  {
    id: "server-start-up",
    title: text("server: start-up until it listens", "服务器：从启动到开始监听"),
    unit: "ms",
    better: "less",
    stage: "datagram",
  },
  async ({ launch, freePort, sample }) => {
    const port = await freePort();
    await sample.time(async () => (await launch({ port })).ready());
  },
);

measure(
  test,
  {
    id: "server-memory",
    title: text("server: peak memory, after 2000 echoes", "服务器：内存峰值（回显 2000 次后）"),
    unit: "MiB",
    better: "less",
    stage: "boundaries",
  },
  async ({ program, ann, random, sample, skip }) => {
    skip(!canObserve, "a system that tells of memory");
    await askForEchoes(ann, random, 2000);
    sample.memory(program.memory().peak);
  },
);

measure(
  test,
  { id: "datagrams", title: text("server: echoes", "服务器：回显"), unit: "/s", better: "more", stage: "boundaries", ranks: true },
  async ({ ann, random, sample }) => sample.rate(() => askForEchoes(ann, random, held), held),
);

measure(
  test,
  {
    id: "client-start-up",
    title: text("client: start-up until its first request", "客户端：从启动到发出第一个请求"),
    unit: "ms",
    better: "less",
    stage: "request",
  },
  async ({ datagrams, startClient, sample }) => {
    const server = await datagrams("server");
    await sample.time(async () => {
      const client = await startClient();
      await client.stdio.send("GET first\n");
      await request(server, "GET first");
    });
  },
);

measure(
  test,
  {
    id: "client-memory",
    title: text("client: peak memory, after 200 requests", "客户端：内存峰值（发出 200 个请求后）"),
    unit: "MiB",
    better: "less",
    stage: "request",
  },
  async ({ datagrams, startClient, sample, skip }) => {
    skip(!canObserve, "a system that tells of memory");
    const server = await datagrams("server");
    const client = await startClient();
    for (let count = 0; count < 200; count++) await ask(client, server);
    sample.memory(client.memory().peak);
  },
);

measure(
  test,
  { id: "requests", title: text("client: requests", "客户端：请求"), unit: "/s", better: "more", stage: "request" },
  async ({ datagrams, startClient, sample }) => {
    const server = await datagrams("server");
    const client = await startClient();
    await sample.rate(() => ask(client, server));
  },
);

/** Has the client ask, and answers it. */
async function ask(client: Program, server: DatagramPeer): Promise<void> {
  await client.stdio.send("GET total\n");
  await reply(server, await request(server, "GET total"), "17");
  await expect(client.stdio).toReceive("17\n");
}
