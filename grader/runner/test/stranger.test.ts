import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test, vi } from "vitest";
import { checksOf, gradeProgram } from "./support/grading.ts";
import { processesOf } from "./support/leftovers.ts";
import { nextPorts } from "./support/ports.ts";

test("a port that a stranger takes before the program does is no fault of the student's", async () => {
  const ports = nextPorts();
  const grading = gradeProgram("starts-in-700-ms", { stages: ["listen"], ports });
  const started = await vi.waitUntil(() => processesOf(ports).find((line) => line.includes(" 127.0.0.1 ")), { timeout: 30_000 });
  const port = Number(/127\.0\.0\.1 (\d+)/.exec(started)?.[1]);
  const stranger = createServer().listen(port, "127.0.0.1");
  await once(stranger, "listening");
  try {
    const { report } = await grading;
    const robbed = checksOf(report).filter(({ verdict }) => JSON.stringify(verdict).includes(`${port}`));
    expect(robbed).toMatchObject([
      { verdict: { kind: "fault", error: expect.stringContaining(`port ${port} was free when it was chosen`) } },
    ]);
  } finally {
    stranger.close();
  }
});
