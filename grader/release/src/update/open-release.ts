import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { text } from "@wirelab/model";
import { manifestName } from "../manifest.ts";
import { BadRelease } from "./bad-release.ts";

const run = promisify(execFile);

/** What unpacks an archive into a folder, by the archive's ending. GNU's tar knows no zip; macOS and Windows have one that does. */
const unpackers = [
  { ending: /\.(?:tar\.gz|tgz|tar)$/, command: (file: string, to: string) => ["tar", "-xf", file, "-C", to] },
  {
    ending: /\.zip$/,
    command: (file: string, to: string) =>
      process.platform === "linux" ? ["unzip", "-q", file, "-d", to] : ["tar", "-xf", file, "-C", to],
  },
] as const;

/** A release that can be read, until it is disposed of. */
export interface OpenRelease extends AsyncDisposable {
  readonly folder: string;
}

/**
 * Opens a release that is a folder, or an archive of one.
 * @throws {BadRelease} where there is none
 */
export async function openRelease(path: string): Promise<OpenRelease> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new BadRelease(text(`There is no ${path}.`, `${path} 不存在。`));
  if (stats.isDirectory()) return { folder: inner(path), [Symbol.asyncDispose]: async () => {} };
  const unpacker = unpackers.find(({ ending }) => ending.test(path.toLowerCase()));
  if (!unpacker)
    throw new BadRelease(
      text(`${path} is neither a folder nor a .zip or .tar.gz file.`, `${path} 既不是文件夹，也不是 .zip 或 .tar.gz 文件。`),
    );
  const folder = await mkdtempDisposable(join(tmpdir(), "wirelab-release-"));
  const [command = "", ...args] = unpacker.command(path, folder.path);
  try {
    await run(command, args);
  } catch (error) {
    await folder.remove();
    throw unreadable(path, command, error as NodeJS.ErrnoException);
  }
  return { folder: inner(folder.path), [Symbol.asyncDispose]: () => folder.remove() };
}

function unreadable(path: string, command: string, { code }: NodeJS.ErrnoException): BadRelease {
  if (code === "ENOENT")
    return new BadRelease(
      text(
        `${command}, which unpacks ${path}, is not installed: unpack it yourself, and name the folder.`,
        `这台机器上没有用来解压 ${path} 的 ${command}：请自己解压，再给出文件夹的路径。`,
      ),
    );
  return new BadRelease(text(`${path} can't be unpacked: get it again.`, `${path} 无法解压：请重新获取。`));
}

/** A folder with nothing but the release's folder in it, as archives have one, is looked through. */
function inner(folder: string): string {
  if (existsSync(join(folder, manifestName))) return folder;
  const [only, ...others] = readdirSync(folder).filter((name) => name !== "__MACOSX");
  return only !== undefined && others.length === 0 && existsSync(join(folder, only, manifestName)) ? join(folder, only) : folder;
}
