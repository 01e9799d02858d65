import { rmSync } from "node:fs";
import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endStragglers } from "@wirelab/checks/stragglers";
import { goneOwner, owner, sweepGroups } from "@wirelab/sandbox";

/** How the names of all our temporary folders begin, before their owner's. */
const prefix = "wirelab-";

/** Those of this process that are there. */
const folders = new Set<string>();

/** A folder under the system's for temporary files. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes a folder that is removed when it is disposed of, or at the latest when this process exits; after a kill, by the next `sweep`. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  if (!process.listeners("exit").includes(removeAll)) process.once("exit", removeAll);
  const path = await realpath(await mkdtemp(join(tmpdir(), `${prefix}${owner}-`)));
  folders.add(path);
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true });
      folders.delete(path);
    },
  };
}

/** Removes what processes have left that were killed: their control groups and folders, and first the programs that still live in them. */
export async function sweep(): Promise<void> {
  await sweepGroups();
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  const left = names.flatMap((name) => {
    const gone = goneOwner(name.slice(prefix.length));
    return gone === undefined ? [] : [{ gone, path: join(tmpdir(), name) }];
  });
  for (const gone of new Set(left.map((folder) => folder.gone))) await endStragglers(`${gone}-`);
  // Another user's folders are not ours to remove.
  for (const { path } of left) await rm(path, { recursive: true, force: true }).catch(() => {});
}

/** Where there is no time left to wait for anything. A folder that somebody still writes into is for the next start. */
function removeAll(): void {
  for (const path of folders) {
    try {
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    } catch {}
  }
}
