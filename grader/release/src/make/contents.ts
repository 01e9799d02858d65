import { posix } from "node:path";
import { UserError } from "@wirelab/runner";
import { isSecret } from "../leaks/secrets.ts";
import { type Content, editedManifest, editedWorkspace, rootManifest } from "./manifests.ts";
import { reach } from "./reach.ts";
import { visibleTitles } from "./titles.ts";
import type { Workspace } from "./workspace.ts";

/** Files of the workspace's root that students get as they are. */
const ofTheRoot = [".editorconfig", ".gitignore", "LICENSE", "pnpm-lock.yaml", "tsconfig.json"];

/** Where students' commands begin: the command line, and the process that it starts for the checks. */
const commands = ["grader/cli/src/lab.ts", "grader/runner/src/check-main.ts"];

/** What a student reads and edits, and what the checks begin with. The rest is what these need. */
const given = [/^starter\//, /^labs\/README[^/]*\.md$/, /^labs\/[^/]+\/README[^/]*\.md$/];
const checks = /^labs\/[^/]+\/(?:lab\.ts|checks\/.+\.ts)$/;

const templates = "grader/release/templates/students/";

/** Tools that a student's commands use: the pinned Node, and what checks types. */
const tools = ["@types/node", "node", "typescript"];

/**
 * All files of a release by their path, but for the manifest. This is a list of what students get: what it does not name stays here.
 * @param solutions the labs whose reference is handed out
 * @throws {UserError} where there is no such lab
 */
export async function contentsOf(workspace: Workspace, solutions: readonly string[]): Promise<ReadonlyMap<string, Content>> {
  const { files } = workspace;
  const tracked = [...files];
  const missing = solutions.find((lab) => !files.has(`solutions/${lab}/package.json`));
  if (missing !== undefined) throw new UserError(`There is no solution of a lab called "${missing}".`);

  const handedOut = tracked.filter((file) => solutions.some((lab) => file.startsWith(`solutions/${lab}/`)));
  const reached = reach(workspace, [...commands, ...tracked.filter((file) => checks.test(file))], { name: "students", isSecret });
  const asTheyAre = [...ofTheRoot, ...tracked.filter((file) => given.some((rule) => rule.test(file))), ...handedOut, ...reached];
  const contents = new Map<string, Content>(asTheyAre.map((file) => [file, { copy: file }]));

  for (const file of tracked.filter((path) => path.startsWith(templates)))
    contents.set(file.slice(templates.length), { text: workspace.read(file) });
  for (const folder of new Set([...reached].map((file) => file.split("/").slice(0, 2).join("/")))) {
    for (const [name, text] of editedManifest(workspace, folder, reached, tools)) contents.set(posix.join(folder, name), { text });
  }
  for (const file of reached) {
    if (posix.basename(file) === "check-titles.ts") contents.set(file, { text: await visibleTitles(workspace, file) });
  }
  const description = "Network-programming labs with a checker that talks over real sockets.";
  const lab = "node grader/cli/src/lab.ts";
  contents.set("package.json", { text: rootManifest(workspace, { description, scripts: { lab, test: `tsc && ${lab} test` }, tools }) });
  contents.set("pnpm-workspace.yaml", { text: editedWorkspace(workspace, contents) });
  return contents;
}
