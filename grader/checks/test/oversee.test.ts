import { join } from "node:path";
import { run, sandboxes, whyNoBwrap } from "@wirelab/sandbox";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { oversee, type Overseen } from "../src/oversee.ts";

const reason = await whyNoBwrap();
const little: Overseen = { memoryBytes: 200 * 2 ** 20, threads: 60, files: 2000 };

describe.skipIf(reason !== undefined)(`a program that is overseen${reason === undefined ? "" : ` (left out: ${reason})`}`, () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
    void oversee(stop.signal, little);
  });
  afterEach(() => stop.abort());

  /** How a program ends that could go on for half a minute. */
  const codeOf = async (source: string): Promise<number | null> => {
    const prelude = `const fs = require("node:fs"), { spawn } = require("node:child_process"); const end = performance.now() + 30_000;`;
    const policy = { kind: "program", box: join(import.meta.dirname), secret: [] } as const;
    return (await run(sandboxes.bwrap.wrap(["node", "--eval", prelude + source], policy), { cwd: "/", timeout: 100_000 })).code;
  };

  test.for([
    ["empty files", `for (let name = 0; performance.now() < end; name++) fs.writeFileSync("/tmp/" + name, "");`],
    ["memory", `const kept = []; for (; performance.now() < end; ) if (kept.length < 400) kept.push(Buffer.alloc(2 ** 20, 1));`],
    [
      "processes, each of which has little",
      `for (let count = 0; count < 80; count++) spawn("sleep", ["30"], { stdio: "ignore" }); setTimeout(() => process.exit(), 30_000);`,
    ],
  ] as const)("is ended where it takes too much: %s", async ([, source]) => {
    expect(await codeOf(source)).not.toBe(0);
  });

  test("is left alone where it does not", async () => {
    expect(await codeOf(`for (let name = 0; name < 1000; name++) fs.writeFileSync("/tmp/" + name, ""); setTimeout(() => {}, 500);`)).toBe(
      0,
    );
  });
});
