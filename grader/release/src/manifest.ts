import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Where a release keeps the list of its files. */
export const manifestName = "release.json";

/** A relative path with slashes that stays inside its folder, on every system. */
const path = z
  .string()
  .refine((value) => /^[^/\\:]+(?:\/[^/\\:]+)*$/.test(value) && !value.split("/").some((part) => /^\.{1,2}$/.test(part)));

const manifest = z.object({
  version: z.literal(1),
  /** When the state that it was made of was committed: tells the newer of two releases. */
  made: z.iso.datetime({ offset: true }),
  /** Each file's SHA-256, by its path. */
  files: z.record(path, z.string().regex(/^[0-9a-f]{64}$/)),
});

/** What a release consists of. */
export type Manifest = Readonly<z.infer<typeof manifest>>;

/** @throws {Error} where the folder has no manifest, or one that is not as it should be */
export function readManifest(folder: string): Manifest {
  return manifest.parse(JSON.parse(readFileSync(join(folder, manifestName), "utf8")));
}

export function manifestText(content: Manifest): string {
  return `${JSON.stringify(manifest.parse(content), undefined, 2)}\n`;
}

/** The SHA-256 of a file; undefined where there is none. */
export function hashOf(file: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** What a student edits: an update never takes that away. */
export function isStudents(file: string): boolean {
  return file.startsWith("starter/");
}
