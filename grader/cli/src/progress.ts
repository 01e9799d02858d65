import { Presets, SingleBar } from "cli-progress";

/** How far a run has come. */
export interface State {
  readonly done: number;
  readonly all: number;
  /** What was done last. */
  readonly name: string;
  /** How many of those that are done were there already, and took no time. */
  readonly taken?: number;
  readonly faults?: number;
}

/** In a log: often enough to see that a run goes on, seldom enough to read what else is there. */
const secondsBetweenLines = 60;

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** A progress bar on stderr and notes above it; a line a minute where stderr is not a terminal. */
export class Progress implements Disposable {
  readonly #stream: Stream;
  readonly #now: () => number;
  readonly #began: number;
  #lastLine: number;
  readonly #bar: SingleBar;

  /** @param now in milliseconds */
  constructor(stream: Stream = process.stderr, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
    this.#began = this.#lastLine = now();
    this.#bar = new SingleBar(
      { format: "{bar} {value}/{total}  {details}", stream, hideCursor: true, clearOnComplete: true, linewrap: false },
      Presets.shades_classic,
    );
  }

  update(state: State): void {
    const now = this.#now();
    const details = detailsOf(state, (now - this.#began) / 1000);
    if (!this.#stream.isTTY) {
      if (now - this.#lastLine < secondsBetweenLines * 1000) return;
      this.#lastLine = now;
      this.#stream.write(`${state.done}/${state.all}  ${details}\n`);
    } else if (this.#bar.isActive) this.#bar.update(state.done, { details });
    else this.#bar.start(state.all, state.done, { details });
  }

  /** Something that should be known at once, and not only when all is done. */
  note(line: string): void {
    this.#bar.stop();
    this.#stream.write(`${line}\n`);
  }

  [Symbol.dispose](): void {
    this.#bar.stop();
  }
}

/**
 * What stands behind the bar: the rate, the time that is left by it, the faults so far, and what was done last. In every language the same.
 * @param seconds how long the run has taken so far
 */
export function detailsOf({ done, all, name, taken = 0, faults = 0 }: State, seconds: number): string {
  const perSecond = (done - taken) / seconds;
  const pace = perSecond > 0 ? [rate(perSecond), `−${clock((all - done) / perSecond)}`] : [];
  return [...pace, ...(faults > 0 ? [`!${faults}`] : []), name].filter(Boolean).join("  ");
}

function rate(perSecond: number): string {
  return perSecond >= 1 ? `${perSecond.toFixed(1)}/s` : `${(perSecond * 60).toFixed(1)}/min`;
}

/** Hours where there are any, minutes and seconds. */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const digits = (number: number): string => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${digits(minutes)}:${digits(rest)}` : `${minutes}:${digits(rest)}`;
}
