import { posix } from "node:path";
import type { Content } from "./contents.ts";
import type { Workspace } from "./workspace.ts";

interface PackageManifest {
  readonly name: string;
  readonly description?: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Tools that a student's commands use: the pinned Node, and what checks types. */
const tools = new Set(["@types/node", "node", "typescript"]);

/** The root's `package.json`, with a student's commands. */
export function rootManifest(workspace: Workspace): string {
  const manifest = workspace.json("package.json") as unknown as PackageManifest;
  return asJson({
    ...manifest,
    description: "Network-programming labs with a checker that talks over real sockets.",
    scripts: { lab: manifest.scripts?.["lab"], test: "tsc && node grader/cli/src/lab.ts test" },
    devDependencies: only(manifest.devDependencies, (name) => tools.has(name)),
  });
}

/** A package's `package.json` and `tsconfig.json`, with nothing in them that leads to a file which students do not have. */
export function editedManifest(workspace: Workspace, folder: string, reached: ReadonlySet<string>): [name: string, text: string][] {
  const own = [...reached].filter((file) => file.startsWith(`${folder}/`));
  const sources = own.map((file) => workspace.read(file)).join("\n");
  const isNamed = (name: string): boolean => sources.includes(`"${name}"`) || sources.includes(`"${name}/`);
  const isUsed = (name: string): boolean => tools.has(name) || isNamed(name.replace("@types/", ""));
  const { description, exports, scripts, dependencies, devDependencies, ...rest } = workspace.json(
    posix.join(folder, "package.json"),
  ) as unknown as PackageManifest;
  const manifest = {
    ...rest,
    // What a lab's says of itself tells of parts that students do not have.
    ...(!folder.startsWith("labs/") && { description }),
    ...(exports && { exports: only(exports, (_, target) => reached.has(posix.join(folder, target))) }),
    ...(scripts && { scripts: only(scripts, (name) => name === "typecheck") }),
    ...(dependencies && { dependencies: only(dependencies, isUsed) }),
    ...(devDependencies && { devDependencies: only(devDependencies, isUsed) }),
  };
  const { include = [], ...options } = workspace.json(posix.join(folder, "tsconfig.json")) as { include?: readonly string[] };
  const isThere = (path: string): boolean => own.some((file) => file === `${folder}/${path}` || file.startsWith(`${folder}/${path}/`));
  return [
    ["package.json", asJson(manifest)],
    ["tsconfig.json", asJson({ ...options, include: include.filter(isThere) })],
  ];
}

/** `pnpm-workspace.yaml` without the packages that students do not have, and without the versions that only those need. */
export function editedWorkspace(workspace: Workspace, contents: ReadonlyMap<string, Content>, withSolutions: boolean): string {
  const manifests = [...contents].filter(([file]) => posix.basename(file) === "package.json");
  const wanted = new Set(
    manifests.flatMap(([, content]) => {
      const text = "text" in content ? content.text : workspace.read(content.copy);
      const { dependencies, devDependencies } = JSON.parse(text) as PackageManifest;
      return [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})];
    }),
  );
  let section = "";
  const lines = workspace
    .read("pnpm-workspace.yaml")
    .split("\n")
    .filter((line) => {
      section = /^(\w+):/.exec(line)?.[1] ?? section;
      if (section === "packages") return withSolutions || !line.includes("solutions/");
      const [, name] = /^ {2}"?([^":]+)"?:/.exec(line) ?? [];
      return section !== "catalog" || name === undefined || wanted.has(name);
    });
  return lines.join("\n");
}

function only(record: Readonly<Record<string, string>> = {}, keep: (name: string, value: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([name, value]) => keep(name, value)));
}

function asJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
