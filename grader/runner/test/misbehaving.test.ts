import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whyNoBwrap } from "@wirelab/sandbox";
import { afterAll, beforeAll, describe, test, vi } from "vitest";
import { faultsOf, gradeProgram, wordsOn } from "./support/grading.ts";
import { nothingLeft, processesWith } from "./support/leftovers.ts";

interface Case {
  readonly program: string;
  /** The check that must fail, and what the student must read. */
  readonly check: string;
  readonly says: RegExp;
  /** It costs much and has nothing to do with the sandbox. */
  readonly once?: true;
}

const onPort = "listen/takes-a-connection-on-the-host-and-port-it-was-given";
const start = "listen/start";
const echo = "echo/sends-a-line-back";

const cases: readonly Case[] = [
  { program: "exits-at-once", check: onPort, says: /ended by itself with exit code 3/ },
  { program: "never-listens", check: onPort, says: /listens on no TCP port/ },
  { program: "listens-elsewhere", check: onPort, says: /listens on 127\.0\.0\.1 port \d+, not on port 2\d{4}/ },
  { program: "swaps-arguments", check: onPort, says: /Host and port are swapped/ },
  { program: "swaps-listen-arguments", check: onPort, says: /port before the host|order is listen\(port, host\)/ },
  { program: "crashes-on-first-byte", check: echo, says: /The program crashed: Error: a byte is too much for me/ },
  { program: "crashes-on-reset", check: "resets/survives-the-reset-of-an-idle-client", says: /a client reset its connection/ },
  { program: "floods-stdout", check: onPort, says: /flooded its output/ },
  { program: "floods-stderr", check: onPort, says: /flooded its output/ },
  { program: "loops-for-ever", check: "echo/sends-an-empty-line-back", says: /burns CPU time without end/, once: true },
  { program: "ignores-sigterm", check: "shutdown/ends-with-exit-code-0-on-sigterm-though-clients-are-connected", says: /still running/ },
  { program: "leaves-child-stdio-inherit-parent-dies", check: onPort, says: /ended at once/ },
  { program: "leaves-child-stdio-inherit-parent-lives", check: echo, says: /sent nothing and sat idle/ },
  { program: "leaves-child-stdio-ignore-parent-dies", check: onPort, says: /ended at once/ },
  { program: "leaves-child-stdio-ignore-parent-lives", check: echo, says: /sent nothing and sat idle/ },
  { program: "daemonises-twice", check: onPort, says: /ended at once/ },
  { program: "stops-itself", check: echo, says: /sent nothing and sat idle/ },
  { program: "syntax-error", check: start, says: /src\/main\.ts does not compile:[^]*Unexpected "\\?;\\?"[^]*src\/main\.ts:1:13/ },
  { program: "missing-package", check: start, says: /src\/main\.ts does not compile:[^]*Could not resolve "express-of-the-student"/ },
  { program: "no-main", check: start, says: /has no src\/main\.ts/ },
  { program: "wrong-wirelab-json", check: start, says: /wirelab\.json is not as it should be/ },
  { program: "broken-wirelab-json", check: start, says: /wirelab\.json is not as it should be/ },
  { program: "missing-command", check: start, says: /to run "\.\/build\/server", which cannot be started/ },
  { program: "missing-interpreter", check: onPort, says: /ended by itself with exit code 127/ },
  { program: "prints-buffer", check: echo, says: /A Buffer was printed as text/ },
  { program: "never-reads", check: echo, says: /sent nothing and sat idle/ },
];

const tmp = mkdtempSync(join(tmpdir(), "wirelab-test-"));
const reason = await whyNoBwrap();

beforeAll(() => {
  vi.stubEnv("TMPDIR", tmp);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(tmp, { recursive: true });
});

describe.concurrent.each([
  { sandbox: "none", lacking: undefined },
  { sandbox: "bwrap", lacking: reason },
] as const)("a misbehaving program, sandbox $sandbox", ({ sandbox, lacking }) => {
  const own = cases.filter(({ once }) => !once || sandbox === "none");
  test.skipIf(lacking !== undefined).for(own)("$program", async ({ program, check, says }, { expect }) => {
    const [stage = ""] = check.split("/");
    const { report, ports } = await gradeProgram(program, { sandbox, stages: [stage] });
    expect(faultsOf(report)).toEqual([]);
    expect(wordsOn(report, check)).toMatch(says);
    await nothingLeft(ports);
  });
});

test("nothing is left of any of them", async ({ expect }) => {
  expect(readdirSync(tmp).filter((name) => name.startsWith("wirelab-"))).toEqual([]);
  expect(processesWith("TMPDIR", tmp)).toEqual([]);
});
