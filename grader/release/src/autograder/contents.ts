import { posix } from "node:path";
import type { Lab } from "@wirelab/model";
import { isSecret } from "../leaks/secrets.ts";
import { type Content, editedManifest, editedWorkspace, rootManifest } from "../make/manifests.ts";
import { reach } from "../make/reach.ts";
import type { Workspace } from "../make/workspace.ts";

/** Files of the workspace's root that an autograder has as they are. */
const ofTheRoot = ["LICENSE", "pnpm-lock.yaml", "tsconfig.json"];

/** Where grading begins: the command line, and the process that it starts for the checks. */
const commands = ["grader/cli/src/autograder.ts", "grader/runner/src/check-main.ts"];

/** In the folder of a lab and of its reference, what judges and what talks. */
const checks = /^(?:lab\.ts|(?:checks|hidden)\/.+\.ts)$/;
const program = /^(?:wirelab\.json|src\/.+)$/;

/** Grading needs no tool but the pinned Node. */
const tools = ["node"];

/** All files that grading one lab needs, by their path: of the labs this one's checks only, and its reference if it takes part. */
export function contentsOf(workspace: Workspace, lab: Lab): Map<string, Content> {
  const isOfLab = (file: string): boolean => {
    const [top, id, ...rest] = file.split("/");
    if (id !== lab.id) return false;
    const path = rest.join("/");
    return top === "labs" ? checks.test(path) : top === "solutions" && lab.interoperates === true && program.test(path);
  };
  const own = [...workspace.files].filter(isOfLab);
  const reader = { name: `the autograder of ${lab.id}`, isSecret: (file: string) => isSecret(file) && !isOfLab(file) };
  const reached = reach(workspace, [...commands, ...own], reader);
  const contents = new Map<string, Content>([...ofTheRoot, ...reached].map((file) => [file, { copy: file }]));

  for (const folder of new Set([...reached].map((file) => file.split("/").slice(0, 2).join("/")))) {
    for (const [name, text] of editedManifest(workspace, folder, reached, tools)) contents.set(posix.join(folder, name), { text });
  }
  const description = `Grades the lab ${lab.id}.`;
  contents.set("package.json", { text: rootManifest(workspace, { description, scripts: { grader: `node ${commands[0]}` }, tools }) });
  contents.set("pnpm-workspace.yaml", { text: editedWorkspace(workspace, contents) });
  return contents;
}
