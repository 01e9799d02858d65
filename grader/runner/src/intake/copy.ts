import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quote, type RefusedPart, type Text } from "@wirelab/model";
import type { Content, Entry } from "./entry.ts";
import { limits, tooMuch } from "./limits.ts";
import { decode, folded, isLeftOut, whyNotName } from "./names.ts";
import { withoutScripts } from "./package-json.ts";
import { andMore, collides, reasons, tooDeep, tooLarge, tooLong } from "./reasons.ts";

/** How much of a path is shown. */
const shownBytes = 200;

interface Taken {
  readonly path: string;
  readonly kind: "file" | "folder";
}

/** A copy of a submission that is being made, entry by entry. */
export class Copy {
  readonly #box: string;
  readonly #refused = new Map<string, Text>();
  /** What has been copied, by its folded path. */
  readonly #taken = new Map<string, Taken>();
  /** Paths of which nothing is taken. */
  readonly #closed = new Set<string>();
  #unnamed = 0;
  #seen = 0;
  #entries = 0;
  #bytes = 0;

  /** @param box an empty folder, which nobody else writes into */
  constructor(box: string) {
    this.#box = box;
  }

  /** What was refused, in the order of its paths. */
  get refused(): RefusedPart[] {
    const named = [...this.#refused].map(([path, reason]) => ({ path, reason })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    return this.#unnamed > 0 ? [...named, { path: "…", reason: andMore(this.#unnamed) }] : named;
  }

  /** @throws {Refusal} where it is too much */
  async take(entry: Entry): Promise<void> {
    if (++this.#seen > limits.seen) throw tooMuch();
    const parts = this.#admit(entry);
    if (!parts) return;
    const path = parts.join("/");
    const content = await entry.open();
    const reason = this.#whyNot(path, content);
    if (reason) this.#refuse(path, reason);
    else if (content.kind === "folder") this.#makeFolders(parts);
    else if (content.kind === "file") await this.#write(parts, content);
  }

  /** The steps of a path that may be taken; otherwise undefined, and what is to be said about it has been said. */
  #admit({ path: raw, isFolder }: Entry): string[] | undefined {
    const all = decode(raw);
    // Some archives' readers put this sign in the place of what they could not read.
    if (all === undefined || all.includes("\ufffd")) return this.#refuse(raw, reasons.notUtf8);
    if (Buffer.byteLength(all) > limits.pathBytes) return this.#refuse(raw, tooLong(limits.pathBytes));
    const parts = all.split("/").filter((part) => part !== "" && part !== ".");
    if (all.startsWith("/") || /^[a-z]:/i.test(all) || parts.includes("..")) return this.#refuse(raw, reasons.outside);
    for (const [index, name] of parts.entries()) {
      const path = parts.slice(0, index + 1).join("/");
      if (this.#closed.has(path)) return undefined;
      if (isLeftOut(name)) return void this.#closed.add(path);
      const asFolder = isFolder || index < parts.length - 1;
      const reason = whyNotName(name) ?? (asFolder && index >= limits.depth ? tooDeep(limits.depth) : this.#whyTaken(path, asFolder));
      if (reason) return this.#refuse(path, reason);
    }
    if (parts.length === 0) return undefined;
    if (++this.#entries > limits.entries) throw tooMuch();
    return parts;
  }

  /** Why a path collides with what has been copied. */
  #whyTaken(path: string, asFolder: boolean): Text | undefined {
    const other = this.#taken.get(folded(path));
    if (!other) return undefined;
    if (other.path !== path) return collides(other.path);
    return asFolder && other.kind === "file" ? reasons.both : undefined;
  }

  #whyNot(path: string, content: Content): Text | undefined {
    if (content.kind === "refused") return content.reason;
    const other = this.#taken.get(folded(path));
    if (other && other.kind !== content.kind) return reasons.both;
    if (other?.kind === "file") return reasons.twice;
    return content.kind === "file" && content.size > limits.bytes ? tooLarge(content.size, limits.bytes) : undefined;
  }

  #refuse(path: string | Uint8Array, reason: Text): undefined {
    // What bears the path of something that was taken is left out alone.
    if (typeof path === "string" && this.#taken.get(folded(path))?.path !== path) this.#closed.add(path);
    const shown = quote(Buffer.from(path), shownBytes).replaceAll(/^"|"(?=…?$)/g, "");
    if (this.#refused.has(shown)) return;
    if (this.#refused.size < limits.named) this.#refused.set(shown, reason);
    else this.#unnamed += 1;
  }

  #makeFolders(parts: readonly string[]): void {
    for (const index of parts.keys()) {
      const path = parts.slice(0, index + 1).join("/");
      if (this.#taken.has(folded(path))) continue;
      mkdirSync(join(this.#box, path));
      this.#taken.set(folded(path), { path, kind: "folder" });
    }
  }

  async #write(parts: readonly string[], { executable, bytes, size }: Content & { kind: "file" }): Promise<void> {
    this.#makeFolders(parts.slice(0, -1));
    const path = parts.join("/");
    let content: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = this.#counted(bytes);
    if (parts.at(-1) === "package.json") {
      const whole = size > limits.packageJsonBytes ? undefined : withoutScripts(await collect(content));
      if (!whole) return this.#refuse(path, reasons.packageJson);
      content = [whole];
    }
    const target = openSync(join(this.#box, path), "wx", executable ? 0o755 : 0o644);
    try {
      for await (const chunk of content) writeFileSync(target, chunk);
    } finally {
      closeSync(target);
    }
    this.#taken.set(folded(path), { path, kind: "file" });
  }

  async *#counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#bytes += chunk.length;
      if (this.#bytes > limits.bytes) throw tooMuch();
      yield chunk;
    }
  }
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
