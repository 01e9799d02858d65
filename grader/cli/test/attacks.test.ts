import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "@wirelab/runner";
import { sandboxes, whyNoBwrap, whyNoPython } from "@wirelab/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attacks } from "./attacks/case.ts";
import { Class } from "./attacks/hand-in.ts";
import { leftIn, succeeded, whatWentWrong } from "./attacks/outcome.ts";

const isRoot = process.getuid?.() === 0;

/** Anybody who is not root; the system need not know the number. */
const somebody = 61_234;

const noPython = (await whyNoPython(sandboxes.bwrap))?.problem.en;
const lacking = await whyNoBwrap();
const all = attacks().filter(({ inPython }) => noPython === undefined || !inPython);

/** Grading so many takes a while where the machine is loaded. */
const limit = 1_200_000;
const counts = { held: 0, open: 0, shown: 0 };

const settings = [
  { who: "root", uid: undefined, asRoot: true, why: isRoot ? lacking : "these tests do not run as root" },
  { who: "an ordinary user", uid: isRoot ? somebody : undefined, asRoot: false, why: lacking ?? (isRoot ? whyNot(somebody) : undefined) },
];

describe.for(settings)("graded by $who", ({ who, uid, asRoot, why }) => {
  // What costs much is graded once: with the rights that an attack could do more with.
  const own = all.filter(({ once }) => !once || asRoot === isRoot);
  let handedIn: Class;

  beforeAll(async () => {
    if (why !== undefined) return;
    handedIn = await Class.open({ uid, sandbox: "bwrap", seed: 2 });
    await handedIn.grade(own);
  }, limit);

  afterAll(() => handedIn?.[Symbol.asyncDispose]());

  const title = why === undefined ? "" : ` (left out for ${who}: ${why})`;

  describe.skipIf(why !== undefined)(`holds out against${title}`, () => {
    test.for(own)("$group: $name", (attack) => {
      const { reports, folder, canary } = handedIn;
      expect(whatWentWrong(attack, { report: reports.get(attack.student), folder, canary, asRoot })).toEqual([]);
      counts[attack.open !== undefined || (asRoot && attack.unlessRoot !== undefined) ? "open" : "held"] += 1;
    });
  });

  test.skipIf(why !== undefined)(`nothing is left of any attack, and nobody outside has heard of one${title}`, () => {
    expect(handedIn.outside.heard).toBe(0);
    expect(readdirSync(handedIn.folder)).toEqual(["canary.json"]);
    expect(leftIn(handedIn.folder)).toEqual([]);
  });
});

describe("without the defence", () => {
  const shown = all.filter(({ without, proofNeeds }) => without !== undefined && (isRoot || proofNeeds !== "root"));
  let undefended: Class;

  beforeAll(async () => {
    undefended = await Class.open({ sandbox: "none", seed: 1 });
    await undefended.grade(shown.filter(({ without }) => without !== "plain"));
  }, limit);

  afterAll(() => undefended[Symbol.asyncDispose]());

  test.for(shown)("$name succeeds", async (attack) => {
    const { folder, canary, reports } = undefended;
    if (attack.without === "plain") expect(await undefended.runPlainly(attack)).toContain("took: ");
    else expect(succeeded(attack, { report: reports.get(attack.student), folder, canary, asRoot: isRoot })).toBe(true);
    counts.shown += 1;
  });

  test("those that call home are heard", () => {
    expect(undefended.outside.heard).toBeGreaterThanOrEqual(2);
  });
});

afterAll(() => {
  const without = noPython === undefined ? "" : `, those in Python left out: ${noPython}`;
  console.log(`${counts.held} attacks held, ${counts.shown} shown to succeed without the defence, ${counts.open} known limits${without}`);
});

/** Why another user cannot grade here. */
function whyNot(uid: number): string | undefined {
  const { status } = spawnSync(
    process.execPath,
    ["--print", "require('node:fs').readFileSync(process.argv[1]).length", join(root, "package.json")],
    {
      uid,
      gid: uid,
      cwd: "/",
    },
  );
  return status === 0 ? undefined : `the folder of the workspace, or Node, is closed to other users: ${root}`;
}
