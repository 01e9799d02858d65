import { text } from "@wirelab/model";
import { inBothRings } from "../bwrap.ts";
import { run } from "../launch.ts";
import type { Finding } from "./examine.ts";
import { output } from "./isolation.ts";

/** What runs programs: asked within the sandbox, as an interpreter of this machine need not be there. */
export async function findLanguages(): Promise<Finding[]> {
  const node = text(`${process.version}, ${process.arch}`, `${process.version}，${process.arch}`);
  return [{ id: "node", title: text("Node", "Node"), state: "good", found: node }, await python()];
}

async function python(): Promise<Finding> {
  const about = { id: "python", title: text("Python 3", "Python 3") };
  const inside = await insideOutput(["python3", "--version"]);
  if (inside !== undefined) return { ...about, state: "good", found: text(inside.trim(), inside.trim()) };
  const outside = await output(["python3", "--version"]);
  return {
    ...about,
    state: "limited",
    found: outside === undefined ? text("not installed", "没有安装") : text("not where programs see it", "没有装在程序能看到的地方"),
    meaning: text(
      "Submissions in Python cannot be graded: that is a fault, and costs no points.",
      "无法给 Python 提交评分：这算评分系统的故障，不扣分。",
    ),
    remedy: text("apt-get install python3", "apt-get install python3"),
  };
}

async function insideOutput(argv: readonly string[]): Promise<string | undefined> {
  try {
    const wrapped = inBothRings(argv, { kind: "program", box: import.meta.dirname, secret: [] });
    const { code, stdout } = await run(wrapped, { cwd: "/", timeout: 10_000 });
    return code === 0 ? stdout : undefined;
  } catch {
    return undefined;
  }
}
