import { type Submission, UserError } from "@wirelab/runner";

/** The submissions without those that were named before: a class and a path within it may both be given. */
export function eachOnce(submissions: readonly Submission[]): Submission[] {
  return [...Map.groupBy(submissions, ({ lab, folder }) => `${lab} ${folder}`).values()].flatMap(([first]) => first ?? []);
}

/** @throws {UserError} where two reports would have one name, and the later be written over the earlier */
export function assertDistinct(submissions: readonly Submission[]): void {
  const known = new Map<string, Submission>();
  for (const submission of submissions) {
    const name = `${submission.lab}/${submission.name}`;
    const other = known.get(name);
    if (other)
      throw new UserError(`Two submissions are called ${name}: ${other.folder} and ${submission.folder}. Give each a --out of its own.`);
    known.set(name, submission);
  }
}
