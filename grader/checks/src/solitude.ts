/** Checks run side by side, but for parts of them that only run while no other check does. */
export class Solitude {
  /** How many checks are under way, without those that wait to be alone. */
  #open = 0;
  readonly #waiting: (() => void)[] = [];
  /** There as long as somebody is alone, and settled then. */
  #alone: PromiseWithResolvers<void> | undefined;

  /** A check begins, or waits until nobody is alone any more. */
  async enter(): Promise<void> {
    while (this.#alone) await this.#alone.promise;
    this.#open += 1;
  }

  /** A check that has entered is over, and so are its programs. */
  leave(): void {
    this.#open -= 1;
    if (this.#open > 0 || this.#alone) return;
    const admit = this.#waiting.shift();
    if (!admit) return;
    this.#alone = Promise.withResolvers();
    admit();
  }

  /** Runs a part of a check that has entered, and has no programs, once all other checks are over or wait for the same. */
  async alone<T>(part: () => Promise<T>): Promise<T> {
    await new Promise<void>((admit) => {
      this.#waiting.push(admit);
      this.leave();
    });
    try {
      return await part();
    } finally {
      this.#open += 1;
      this.#alone?.resolve();
      this.#alone = undefined;
    }
  }
}
