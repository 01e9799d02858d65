import type { Text } from "./text.ts";

export type Unit = "ms" | "MiB" | "MiB/s" | "/s";

/** Something that is measured of a program, as a lab declares it. */
export interface MeasurementDescription {
  /** Unique in its lab. */
  readonly id: string;
  readonly title: Text;
  readonly unit: Unit;
  /** Which values are the better ones. */
  readonly better: "more" | "less";
  /** The stage that it rests on: a program that does not pass it is not measured. */
  readonly stage: string;
  /** Orders a leaderboard among those with the same points; one in a lab. */
  readonly ranks?: true;
}

/** What was measured of one program, in the measurement's unit. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** One value a round. */
  readonly samples: readonly number[];
}

export type MeasurementOutcome =
  | {
      readonly kind: "measured";
      readonly submission: Figure;
      readonly reference: Figure;
      /** The submission's value for one of the reference's, round by round: above 1 is faster in a rate, and slower in a time. */
      readonly ratio: Figure;
    }
  /** It cannot be told of this program, or on this machine. */
  | { readonly kind: "left out"; readonly reason: Text }
  /** The grader's own trouble. */
  | { readonly kind: "fault"; readonly error: string };

export interface Measurement extends MeasurementDescription {
  readonly outcome: MeasurementOutcome;
}

/** The outcome of rounds in which the one and the other was measured in turn. */
export function measured(submission: readonly number[], reference: readonly number[]): MeasurementOutcome {
  const ratios = submission.map((value, round) => value / (reference[round] ?? Number.NaN));
  return { kind: "measured", submission: figureOf(submission), reference: figureOf(reference), ratio: figureOf(ratios) };
}

function figureOf(samples: readonly number[]): Figure {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
  return { median, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN, samples };
}
