import { text } from "@wirelab/model";
import type { Sandbox } from "../policy.ts";
import { pythonIn, whyNoPython } from "../python.ts";
import type { Finding } from "./examine.ts";

/** What runs programs, within a sandbox. */
export async function findLanguages(sandbox: Sandbox): Promise<Finding[]> {
  const node = text(`${process.version}, ${process.arch}`, `${process.version}，${process.arch}`);
  return [{ id: "node", title: text("Node", "Node"), state: "good", found: node }, await python(sandbox)];
}

async function python(sandbox: Sandbox): Promise<Finding> {
  const about = { id: "python", title: text("Python 3", "Python 3") };
  const version = await pythonIn(sandbox);
  if (version !== undefined) return { ...about, state: "good", found: text(version, version) };
  const obstacle = await whyNoPython(sandbox);
  return {
    ...about,
    state: "limited",
    found: obstacle?.problem ?? text("not always there", "时有时无"),
    meaning: text(
      "Submissions in Python cannot be graded: that is a fault, and costs no points.",
      "无法给 Python 提交评分：这算评分系统的故障，不扣分。",
    ),
    ...(obstacle && { remedy: obstacle.remedy }),
  };
}
