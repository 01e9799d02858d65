import { type FSWatcher, watch } from "node:fs";
import { canObserve, type Directory, explain, text } from "@wirelab/checks";

/** Counts how often a name comes to stand for another file, or for none. A reader may miss the moment; the system does not. */
export class Changes implements Disposable {
  #count = 0;
  #before: string | null = null;
  readonly #directory: Directory;
  readonly #name: string;
  readonly #watcher: FSWatcher | undefined;

  /** @param name that of a file which is there already */
  constructor(directory: Directory, name: string) {
    this.#directory = directory;
    this.#name = name;
    // Elsewhere, several changes may be told as one, or one as several.
    if (canObserve) this.#watcher = this.#watch();
  }

  /** @throws {CheckFailure} where there were more, as when a file is removed before another one gets its name */
  async mustBeAtMost(times: number): Promise<void> {
    if (this.#count <= times) return;
    const { check } = this.#directory;
    throw await explain(check, {
      situation: "watch",
      program: check.programs.at(-1),
      message: text(
        "The old file was removed before the new one had its name: whoever reads between the two finds nothing.",
        "新文件还没有用上这个名字，旧文件就被删掉了：这中间来读的人什么也找不到。",
      ),
    });
  }

  [Symbol.dispose](): void {
    this.#watcher?.close();
  }

  #watch(): FSWatcher | undefined {
    try {
      return watch(this.#directory.path, (event, name) => {
        if (event === "rename") this.#look(name);
      });
    } catch {
      return undefined; // The system watches no more than so many directories for a user.
    }
  }

  #look(name: string | null): void {
    // Of two files that change places the system tells twice, one right after the other.
    if (name === this.#name && this.#before !== name) this.#count += 1;
    this.#before = name;
  }
}
