import { text } from "@wirelab/model";
import type { Obstacle } from "./canary/canary.ts";
import { run } from "./launch.ts";
import { none } from "./none.ts";
import type { Sandbox } from "./policy.ts";

/** Under a heavy load, too, it has told its version by then, in milliseconds. */
const timeout = 60_000;

/** What Python says of itself in a sandbox; undefined where it cannot be started. An interpreter of the machine need not be there, nor all its libraries. */
export async function pythonIn(sandbox: Sandbox): Promise<string | undefined> {
  const wrapped = sandbox.wrap(["python3", "--version"], { kind: "program", box: import.meta.dirname, secret: [], offline: true });
  const ran = await run(wrapped, { cwd: "/", timeout }).catch(() => undefined);
  return ran?.code === 0 ? ran.stdout.trim() : undefined;
}

/** Why programs in Python cannot be run in a sandbox of this machine; undefined where they can. */
export async function whyNoPython(sandbox: Sandbox): Promise<Obstacle | undefined> {
  if ((await pythonIn(sandbox)) !== undefined) return undefined;
  const remedy = text("apt-get install python3", "apt-get install python3");
  if ((await pythonIn(none)) === undefined)
    return { problem: text("python3 is not installed on this machine", "这台机器没有安装 python3"), remedy };
  return {
    problem: text(
      "python3 is installed, but not where programs in the sandbox see it: below /usr",
      "装了 python3，但没有装在沙箱里的程序能看到的地方（/usr 之下）",
    ),
    remedy,
  };
}
