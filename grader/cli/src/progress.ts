import { Presets, SingleBar } from "cli-progress";

/** A progress bar on stderr, where that is a terminal, and notes above it. */
export class Progress implements Disposable {
  readonly #bar = new SingleBar(
    { format: "{bar} {value}/{total}  {name}", stream: process.stderr, hideCursor: true, clearOnComplete: true, linewrap: false },
    Presets.shades_classic,
  );

  update(done: number, total: number, name: string): void {
    if (!process.stderr.isTTY) return;
    if (this.#bar.isActive) this.#bar.update(done, { name });
    else this.#bar.start(total, done, { name });
  }

  /** Something that should be known at once, and not only when all is done. */
  note(line: string): void {
    this.#bar.stop();
    process.stderr.write(`${line}\n`);
  }

  [Symbol.dispose](): void {
    this.#bar.stop();
  }
}
