import { isUtf8 } from "node:buffer";
import { z } from "zod";

/** What Node itself reads of a package.json. */
const fields = ["name", "version", "type", "main", "exports", "imports"] as const;

const packageJson = z.record(z.string(), z.unknown());

/**
 * A package.json of which nothing is left but what a program needs to run as its author ran it: no scripts, and nothing by which a bundler
 * would leave code out (`sideEffects`) or put other code in its place (`browser`).
 * @returns undefined where it is not valid JSON
 */
export function withoutScripts(source: Uint8Array): Uint8Array | undefined {
  if (!isUtf8(source)) return undefined;
  try {
    const all = packageJson.parse(
      JSON.parse(
        Buffer.from(source)
          .toString()
          .replace(/^\ufeff/, ""),
      ),
    );
    const kept = Object.fromEntries(fields.filter((field) => field in all).map((field) => [field, all[field]]));
    return Buffer.from(`${JSON.stringify(kept, null, 2)}\n`);
  } catch {
    return undefined;
  }
}
