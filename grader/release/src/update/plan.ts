import { join } from "node:path";
import { text } from "@wirelab/model";
import { hashOf, isStudents, type Manifest, manifestName, readManifest } from "../manifest.ts";
import { BadRelease } from "./bad-release.ts";

/** What an update does to a student's copy, by paths in it. */
export interface Update {
  /** Files that are new, or newer. */
  readonly written: readonly string[];
  /** Files that the newer release does not have any more. */
  readonly removed: readonly string[];
  /** Those of `written` and `removed` that somebody changed though they are no student's work: the old text is put aside first. */
  readonly putAside: readonly string[];
  /** The student's files of which the newer release has another version: they stay as they are. */
  readonly kept: readonly string[];
}

/**
 * Works out how a student's copy becomes a newer release, without touching anything.
 * @throws {BadRelease} where the copy is none, or the other is no newer release, or damaged
 */
export function planUpdate(copy: string, release: string): Update {
  const [old, next] = [manifestOf(copy), manifestOf(release)];
  assertWhole(release, next);
  assertNewer(old, next);
  const differing = Object.keys(next.files).filter((file) => hashOf(join(copy, file)) !== next.files[file]);
  const gone = Object.keys(old.files).filter((file) => next.files[file] === undefined && !isStudents(file));
  const removed = gone.filter((file) => hashOf(join(copy, file)) !== undefined);
  const isTouched = (file: string): boolean => ![undefined, old.files[file], next.files[file]].includes(hashOf(join(copy, file)));
  const mayWrite = (file: string): boolean => !isStudents(file) || isUntouched(copy, file, old);
  const written = differing.filter(mayWrite);
  return {
    written,
    removed,
    putAside: [...written, ...removed].filter(isTouched),
    kept: differing.filter((file) => !mayWrite(file) && old.files[file] !== next.files[file]),
  };
}

/** A student's file may be brought up to date where it is as the release had it, or where there was none and is none. */
function isUntouched(copy: string, file: string, { files }: Manifest): boolean {
  return hashOf(join(copy, file)) === files[file];
}

function manifestOf(folder: string): Manifest {
  try {
    return readManifest(folder);
  } catch {
    throw new BadRelease(
      text(
        `${folder} is no release of wirelab: it has no ${manifestName} that can be read.`,
        `${folder} 不是 wirelab 的发布版：里面没有可以读取的 ${manifestName}。`,
      ),
    );
  }
}

/** @throws {BadRelease} where a file is missing or other than it should be, as after a copy that was broken off */
function assertWhole(folder: string, { files }: Manifest): void {
  const damaged = Object.keys(files).find((file) => hashOf(join(folder, file)) !== files[file]);
  if (damaged === undefined) return;
  throw new BadRelease(
    text(
      `${folder} is damaged: ${damaged} is not as it was released. Get the release again; nothing was changed.`,
      `${folder} 已损坏：${damaged} 与发布时不同。请重新获取发布版；你的文件没有任何改动。`,
    ),
  );
}

function assertNewer(old: Manifest, next: Manifest): void {
  if (Date.parse(next.made) >= Date.parse(old.made)) return;
  throw new BadRelease(
    text(
      `That release is older than yours (${next.made}, yours is of ${old.made}); nothing was changed.`,
      `那个发布版比你的还旧（${next.made}，你的是 ${old.made}）；没有任何改动。`,
    ),
  );
}
