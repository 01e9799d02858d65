import type { Text } from "./text.ts";

/** A step of a lab. One check file, and from stage 3 on one hidden check file, bear its id. */
export interface Stage {
  readonly id: string;
  readonly points: number;
  readonly title: Text;
  readonly hint: Text;
  /** The id of an earlier stage: where that one failed, this one is skipped. */
  readonly needs?: string;
  /** What the stage rests on: a rule of the handout, a section of an RFC. */
  readonly spec?: string;
}

/** What the programs of a lab talk over. */
export type Transport = "tcp" | "udp";

/** An exercise: which programs a submission holds, and the stages by which they are judged. */
export interface Lab {
  readonly id: string;
  readonly title: Text;
  /** The roles of a submission's programs: `["main"]`, or `["server", "client"]`. */
  readonly programs: readonly string[];
  /** What the programs talk over; TCP by default. */
  readonly transport?: Transport;
  /** What the programs' tunables are set to unless a check says otherwise: so long that no time-out comes up on a loaded machine. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether checks let the submission's programs talk to the reference's. */
  readonly interoperates?: true;
  readonly stages: readonly Stage[];
  /** Chinese titles of the checks, by their English title. */
  readonly checkTitles: Readonly<Record<string, string>>;
}

/**
 * Declares a lab.
 * @throws {Error} where the stages do not add up to 100 points, an id occurs twice, or a stage needs one that is not before it.
 */
export function defineLab(lab: Lab): Lab {
  const points = lab.stages.reduce((sum, stage) => sum + stage.points, 0);
  if (points !== 100) throw new Error(`lab ${lab.id}: the stages' points add up to ${points}, not to 100`);
  const earlier = new Set<string>();
  for (const { id, needs } of lab.stages) {
    if (earlier.has(id)) throw new Error(`lab ${lab.id}: two stages are called ${id}`);
    if (needs !== undefined && !earlier.has(needs)) throw new Error(`lab ${lab.id}: stage ${id} needs ${needs}, which is no earlier stage`);
    earlier.add(id);
  }
  return lab;
}
