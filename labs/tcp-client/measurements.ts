import { canObserve, expect, measure, test, text } from "@wirelab/checks";
import { bigLine } from "./big-line.ts";
import { exchange } from "./conversation.ts";

measure(
  test,
  { id: "start-up", title: text("start-up until its first request", "从启动到发出第一个请求"), unit: "ms", better: "less", stage: "send" },
  async ({ server, startClient, random, sample }) => {
    const request = `${random.word(8)}\n`;
    await sample.time(async () => {
      const client = await startClient();
      await client.stdio.send(request);
      await expect(await server.accept()).toReceive(request);
    });
  },
);

measure(
  test,
  {
    id: "memory",
    title: text("peak memory, after a reply of 8 MiB", "内存峰值（收到 8 MiB 回复后）"),
    unit: "MiB",
    better: "less",
    stage: "big",
  },
  async ({ server, startClient, random, sample, skip }) => {
    skip(!canObserve, "a system that tells of memory");
    const client = await startClient();
    await exchange(client, await server.accept(), "big?\n", bigLine(random));
    sample.memory(client.memory().peak);
  },
);

measure(
  test,
  { id: "round-trips", title: text("requests", "请求"), unit: "/s", better: "more", stage: "turn-taking", ranks: true },
  async ({ server, startClient, random, sample }) => {
    const client = await startClient();
    const peer = await server.accept();
    const [request, reply] = [`${random.word(31)}\n`, `${random.word(31)}\n`];
    await sample.rate(() => exchange(client, peer, request, reply));
  },
);

measure(
  test,
  { id: "big-reply", title: text("a reply of 8 MiB", "8 MiB 的回复"), unit: "MiB/s", better: "more", stage: "big" },
  async ({ server, startClient, random, sample }) => {
    const client = await startClient();
    const peer = await server.accept();
    const reply = bigLine(random);
    await exchange(client, peer, "big?\n", reply);
    // A program that prints without end is ended at 64 MiB.
    const replies = Array.from({ length: 5 }, () => reply);
    await sample.speedOnce(replies.length * reply.length, async () => {
      for (const each of replies) await exchange(client, peer, "big?\n", each);
    });
  },
);
