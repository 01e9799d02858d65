import { describe, test } from "vitest";
import { whyNoBwrap } from "@wirelab/sandbox";
import { loadLab } from "../src/index.ts";
import { faultsOf, gradeProgram, stagesOf, wordsOn } from "./support/grading.ts";
import { nothingLeft } from "./support/leftovers.ts";

const lab = await loadLab("udp");
const reason = await whyNoBwrap();

const onPort = "datagram/replies-to-the-port-that-asked-from-the-port-that-was-asked";
const asks = "request/sends-a-command-with-an-id-prints-the-reply-and-ends-with-exit-code-0";

/** The checks that must fail, the server's and the client's, and what the student must read. */
const cases = [
  {
    program: "udp-no-client",
    says: { [onPort]: /listens on 127\.0\.0\.1 port \d+, not on port 2\d{4}/, [asks]: /has no src\/client\.ts/ },
  },
  { program: "udp-hangs", says: { [onPort]: /bound to no UDP port/, [asks]: /The client sent nothing to the host and port/ } },
  { program: "udp-floods", says: { [onPort]: /The datagram is not what it should be/, [asks]: /flooded its output/ } },
] as const;

describe.concurrent.each([
  { sandbox: "none", lacking: undefined },
  { sandbox: "bwrap", lacking: reason },
] as const)("a misbehaving program over datagrams, sandbox $sandbox", ({ sandbox, lacking }) => {
  test.skipIf(lacking !== undefined).for(cases)("$program", async ({ program, says }, { expect }) => {
    const { report, ports } = await gradeProgram(program, { lab, sandbox, stages: stagesOf(Object.keys(says)) });
    expect(faultsOf(report)).toEqual([]);
    for (const [check, words] of Object.entries(says)) expect(wordsOn(report, check)).toMatch(words);
    await nothingLeft(ports);
  });
});
