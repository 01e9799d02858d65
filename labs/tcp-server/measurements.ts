import { canObserve, expect, measure, test, text } from "@wirelab/checks";
import { echo, someLines } from "./lines.ts";

measure(
  test,
  { id: "start-up", title: text("start-up until it listens", "从启动到开始监听"), unit: "ms", better: "less", stage: "listen" },
  async ({ launch, freePort, sample }) => {
    const port = await freePort();
    await sample.time(async () => (await launch({ port })).ready());
  },
);

measure(
  test,
  { id: "memory", title: text("peak memory, after 8 MiB", "内存峰值（处理 8 MiB 后）"), unit: "MiB", better: "less", stage: "byte-stream" },
  async ({ program, peer, random, sample, skip }) => {
    skip(!canObserve, "a system that tells of memory");
    await echo(peer, someLines(random, 8 * 2 ** 20));
    sample.memory(program.memory().peak);
  },
);

measure(
  test,
  { id: "round-trips", title: text("lines, one in turn", "一问一答，每秒行数"), unit: "/s", better: "more", stage: "conversation" },
  async ({ peer, random, sample }) => {
    const line = `${random.word(59)}\n`;
    await sample.rate(async () => {
      await peer.send(line);
      await expect(peer).toReceive(line);
    });
  },
);

measure(
  test,
  { id: "throughput", title: text("lines, pipelined", "流水线式收发"), unit: "MiB/s", better: "more", stage: "byte-stream", ranks: true },
  async ({ peer, random, sample }) => {
    const lines = someLines(random, 4 * 2 ** 20);
    await sample.speed(lines.length, () => echo(peer, lines));
  },
);
