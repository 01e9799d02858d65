import { posix } from "node:path";
import type { Workspace } from "./workspace.ts";

/** A file of what is made: one of the workspace's as it is, or a text made for it. */
export type Content = { readonly copy: string } | { readonly text: string };

interface PackageManifest {
  readonly name: string;
  readonly description?: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface RootManifest {
  readonly description: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly tools: readonly string[];
}

/** The root's `package.json`, with the commands that there are. */
export function rootManifest(workspace: Workspace, { description, scripts, tools }: RootManifest): string {
  const manifest = workspace.json("package.json") as unknown as PackageManifest;
  const devDependencies = only(manifest.devDependencies, (name) => tools.includes(name));
  return asJson({ ...manifest, description, scripts, devDependencies });
}

/**
 * A package's `package.json` and `tsconfig.json`, with nothing in them that leads to a file which is not there.
 * @param tools packages that are needed though no source names them
 */
export function editedManifest(
  workspace: Workspace,
  folder: string,
  reached: ReadonlySet<string>,
  tools: readonly string[],
): [name: string, text: string][] {
  const own = [...reached].filter((file) => file.startsWith(`${folder}/`));
  const sources = own.map((file) => workspace.read(file)).join("\n");
  const isNamed = (name: string): boolean => sources.includes(`"${name}"`) || sources.includes(`"${name}/`);
  const isUsed = (name: string): boolean => tools.includes(name) || isNamed(name.replace("@types/", ""));
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

/** `pnpm-workspace.yaml` without folders in which no package is left, and without the versions that nothing needs. */
export function editedWorkspace(workspace: Workspace, contents: ReadonlyMap<string, Content>): string {
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
      const [, folder] = /^ {2}- (\w+\/)\*$/.exec(line) ?? [];
      if (folder !== undefined) return manifests.some(([file]) => file.startsWith(folder));
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
