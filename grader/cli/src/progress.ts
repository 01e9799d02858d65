import { Presets, SingleBar } from "cli-progress";

/** A progress bar on stderr; silent where that is no terminal. */
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

  [Symbol.dispose](): void {
    this.#bar.stop();
  }
}
