import { posix } from "node:path";
import { UserError } from "@wirelab/runner";
import type { Workspace } from "./workspace.ts";

/** The packages of the grader by their names, with where each of their exports leads. */
type Packages = ReadonlyMap<string, { readonly folder: string; readonly exports: Readonly<Record<string, string>> }>;

/** Who gets files, and which of them are not for them. */
export interface Reader {
  readonly name: string;
  readonly isSecret: (file: string) => boolean;
}

/**
 * The files that some files need to run: whatever tracked file one of them names in a string, as an import or otherwise.
 * @throws {UserError} where one of them needs a file that its reader must not have
 */
export function reach(workspace: Workspace, entries: readonly string[], reader: Reader): ReadonlySet<string> {
  const packages = packagesOf(workspace);
  const reached = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const needed of named(file, workspace, packages)) {
      if (reader.isSecret(needed)) throw new UserError(`${file} needs ${needed}, which ${reader.name} must not have.`);
      open.push(needed);
    }
  }
  return reached;
}

function named(file: string, workspace: Workspace, packages: Packages): string[] {
  const strings = [...workspace.read(file).matchAll(/"([^"\n]+)"/g)].map(([, string = ""]) => string);
  return strings.flatMap((string) => {
    const path = string.startsWith("@wirelab/") ? exported(string, packages) : posix.join(posix.dirname(file), string);
    if (path === undefined) return [];
    return workspace.files.has(path) ? [path] : filesBelow(path, file, workspace);
  });
}

/** The files of a folder that a file of the grader names beside itself, to read them when it runs. */
function filesBelow(folder: string, file: string, { files }: Workspace): string[] {
  const isBeside = file.startsWith("grader/") && folder.startsWith(`${posix.dirname(file)}/`);
  return isBeside ? [...files].filter((path) => path.startsWith(`${folder}/`)) : [];
}

/** Where `@wirelab/<package>` or `@wirelab/<package>/<export>` leads. */
function exported(specifier: string, packages: Packages): string | undefined {
  const [scope = "", name = "", ...path] = specifier.split("/");
  const found = packages.get(`${scope}/${name}`);
  const target = found?.exports[[".", ...path].join("/")];
  return found && target !== undefined ? posix.join(found.folder, target) : undefined;
}

function packagesOf(workspace: Workspace): Packages {
  const manifests = [...workspace.files].filter((file) => /^grader\/[^/]+\/package\.json$/.test(file));
  return new Map(
    manifests.map((file) => {
      const { name, exports = {} } = workspace.json(file) as { name: string; exports?: Record<string, string> };
      return [name, { folder: posix.dirname(file), exports }];
    }),
  );
}
