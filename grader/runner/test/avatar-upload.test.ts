import { describe, test } from "vitest";
import { whyNoBwrap } from "@wirelab/sandbox";
import { loadLab } from "../src/index.ts";
import { faultsOf, gradeProgram, wordsOn } from "./support/grading.ts";
import { nothingLeft } from "./support/leftovers.ts";

interface Case {
  readonly program: string;
  readonly check: string;
  readonly says: RegExp;
}

const upload = "upload/stores-a-small-png-and-replies-with-its-hash";
const client = "client/uploads-a-file-under-its-own-name-prints-the-reply-and-exits-with-code-0";

/** What is wrong with a program of two, or with one that stores files, and what the student reads. */
const cases: readonly Case[] = [
  { program: "uploads-ignoring-arguments", check: upload, says: /There is no "\w+\.png" in the directory/ },
  { program: "uploads-ignoring-arguments", check: client, says: /No connection came to 127\.0\.0\.1 port/ },
  { program: "uploads-flooding-and-hanging", check: upload, says: /flooded its output/ },
  { program: "uploads-flooding-and-hanging", check: client, says: /4 bytes were waited for; 0 came/ },
  { program: "uploads-without-client", check: client, says: /has no src\/client\.ts/ },
];

const reason = await whyNoBwrap();
const lab = await loadLab("avatar-upload");

describe.concurrent.each([
  { sandbox: "none", lacking: undefined },
  { sandbox: "bwrap", lacking: reason },
] as const)("a submission for avatar-upload that misbehaves, sandbox $sandbox", ({ sandbox, lacking }) => {
  test.skipIf(lacking !== undefined).for(cases)("$program: $check", async ({ program, check, says }, { expect }) => {
    const [stage = ""] = check.split("/");
    const { report, ports } = await gradeProgram(program, { lab, sandbox, stages: [stage] });
    expect(faultsOf(report)).toEqual([]);
    expect(wordsOn(report, check)).toMatch(says);
    await nothingLeft(ports);
  });
});
