import { describe, test } from "vitest";
import { whyNoBwrap } from "@wirelab/sandbox";
import { loadLab } from "../src/index.ts";
import { faultsOf, gradeProgram, wordsOn } from "./support/grading.ts";
import { nothingLeft } from "./support/leftovers.ts";

const lab = await loadLab("udp");
const reason = await whyNoBwrap();

const onPort = "datagram/replies-to-the-port-that-asked-from-the-port-that-was-asked";
const asks = "request/sends-a-command-with-an-id-prints-the-reply-and-ends-with-exit-code-0";

/** The check that must fail, and what the student must read. */
const cases = [
  { program: "udp-no-client", check: onPort, says: /listens on 127\.0\.0\.1 port \d+, not on port 2\d{4}/ },
  { program: "udp-no-client", check: asks, says: /has no src\/client\.ts/ },
  { program: "udp-hangs", check: onPort, says: /bound to no UDP port/ },
  { program: "udp-hangs", check: asks, says: /The client sent nothing to the host and port/ },
  { program: "udp-floods", check: onPort, says: /The datagram is not what it should be/ },
  { program: "udp-floods", check: asks, says: /flooded its output/ },
] as const;

describe.concurrent.each([
  { sandbox: "none", lacking: undefined },
  { sandbox: "bwrap", lacking: reason },
] as const)("a misbehaving program over datagrams, sandbox $sandbox", ({ sandbox, lacking }) => {
  test.skipIf(lacking !== undefined).for(cases)("$program, $check", async ({ program, check, says }, { expect }) => {
    const [stage = ""] = check.split("/");
    const { report, ports } = await gradeProgram(program, { lab, sandbox, stages: [stage] });
    expect(faultsOf(report)).toEqual([]);
    expect(wordsOn(report, check)).toMatch(says);
    await nothingLeft(ports);
  });
});
