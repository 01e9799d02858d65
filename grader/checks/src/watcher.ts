import { type FSWatcher, watch } from "node:fs";
import { type FileHandle, readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { Check } from "./check.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { canObserve } from "./system/processes.ts";

/** What a reader should not have seen: no file, or content that is none of those that there may be. */
export interface Sight {
  readonly content: Buffer | "missing";
  /** Whether it is what a reader got who had opened the file at first, and read half of it then and the other half in the end. */
  readonly slowly: boolean;
}

/**
 * Readers that look at one file, as a web server would that shows it: one in a loop; and a slow one, which finds out for certain
 * whether the file is replaced or written over. What both may miss, a moment without the file, the system tells.
 */
export class Watcher {
  wrong: Sight | undefined;
  /** How often the name came to stand for another file, or for none; fewer than it was, where the system does not tell it all. */
  replacements = 0;
  readonly check: Check;
  readonly #path: string;
  readonly #wholes: readonly Buffer[];
  readonly #done: Promise<void>;
  #stopped = false;

  /** @param slow the file, opened by the slow reader, who closes it */
  constructor(check: Check, path: string, wholes: readonly Buffer[], slow: FileHandle) {
    this.check = check;
    this.#path = path;
    this.#wholes = wholes;
    const told = this.#countReplacements();
    this.#done = check.track("watch()", this.#watch(slow)).finally(() => told?.close());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #watch(slow: FileHandle): Promise<void> {
    try {
      const half = Math.floor((await slow.stat()).size / 2);
      const { buffer: begin, bytesRead } = await slow.read(Buffer.alloc(half));
      while (!this.#stopped && !this.wrong) {
        this.#look(await readFile(this.#path).catch(ignoreMissing), false);
        await turn();
      }
      if (!this.wrong) this.#look(Buffer.concat([begin.subarray(0, bytesRead), await slow.readFile()]), true);
    } finally {
      await slow.close();
    }
  }

  #look(content: Buffer | undefined, slowly: boolean): void {
    if (!content) this.wrong = { content: "missing", slowly };
    else if (!this.#wholes.some((whole) => whole.equals(content))) this.wrong = { content, slowly };
  }

  #countReplacements(): FSWatcher | undefined {
    // Elsewhere, several changes may be told as one, or one as several.
    if (!canObserve) return undefined;
    const name = basename(this.#path);
    let before: string | null = null;
    try {
      return watch(dirname(this.#path), (event, changed) => {
        if (event !== "rename") return;
        // Of two files that change places the system tells twice, one right after the other.
        if (changed === name && before !== name) this.replacements += 1;
        before = changed;
      });
    } catch {
      return undefined; // The system watches no more than so many directories for a user.
    }
  }
}
