import { describe, test } from "vitest";
import { whyNoBwrap } from "@wirelab/sandbox";
import { loadLab } from "../src/index.ts";
import { faultsOf, gradeProgram, stagesOf, wordsOn } from "./support/grading.ts";
import { nothingLeft } from "./support/leftovers.ts";

const upload = "upload/stores-a-small-png-and-replies-with-its-hash";
const client = "client/uploads-a-file-under-its-own-name-prints-the-reply-and-exits-with-code-0";

/** What is wrong with a program of two, or with one that stores files, and what the student reads. */
const cases: readonly { readonly program: string; readonly says: Readonly<Record<string, RegExp>> }[] = [
  {
    program: "uploads-ignoring-arguments",
    says: { [upload]: /There is no "\w+\.png" in the directory/, [client]: /No connection came to 127\.0\.0\.1 port/ },
  },
  { program: "uploads-flooding-and-hanging", says: { [upload]: /flooded its output/, [client]: /4 bytes were waited for; 0 came/ } },
  { program: "uploads-without-client", says: { [client]: /has no src\/client\.ts/ } },
];

const reason = await whyNoBwrap();
const lab = await loadLab("avatar-upload");

describe.concurrent.each([
  { sandbox: "none", lacking: undefined },
  { sandbox: "bwrap", lacking: reason },
] as const)("a submission for avatar-upload that misbehaves, sandbox $sandbox", ({ sandbox, lacking }) => {
  test.skipIf(lacking !== undefined).for(cases)("$program", async ({ program, says }, { expect }) => {
    const { report, ports } = await gradeProgram(program, { lab, sandbox, stages: stagesOf(Object.keys(says)) });
    expect(faultsOf(report)).toEqual([]);
    for (const [check, words] of Object.entries(says)) expect(wordsOn(report, check)).toMatch(words);
    await nothingLeft(ports);
  });
});
