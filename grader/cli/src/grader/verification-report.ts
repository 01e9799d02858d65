import type { Style } from "@wirelab/report";
import type { Verification } from "@wirelab/runner/verify";

/** The matrix checks × rejected programs, what breaks the law, and a closing line with the counts. */
export function verificationReport({ lab, specimens, gradings, checks, failedBy, problems, leftOut }: Verification, style: Style): string {
  const rejected = specimens.filter(({ kind }) => kind === "rejected");
  const accepted = specimens.filter(({ kind }) => kind === "accepted");
  const digits = (place: number): string => rejected.map((_, index) => String(Math.floor((index + 1) / place) % 10)).join("");
  return [
    style("bold", `${lab.id}: ${checks.length} checks × ${rejected.length} rejected programs (✗: the program fails the check)`),
    "",
    ...(rejected.length > 9 ? [digits(10)] : []),
    digits(1),
    ...checks.map(({ id, hidden }) => {
      const marks = rejected.map(({ name }) => (failedBy.get(id)?.has(name) ? "✗" : "·")).join("");
      return `${marks}  ${id}${hidden ? style("dim", " (hidden)") : ""}`;
    }),
    "",
    ...rejected.map(({ name, fails }, index) => `${String(index + 1).padStart(3)} ${name}: ${fails.join(", ")}`),
    "",
    ...problems.map((problem) => style("red", `✗ ${problem}`)),
    ...leftOut.map(({ kind, name }) => style("yellow", `left out: ${kind} ${name}`)),
    ...checks.flatMap(({ id, verdict }) =>
      verdict.kind === "skip" ? [style("yellow", `left out: check ${id}, as this machine lacks ${verdict.needs}`)] : [],
    ),
    `${lab.id}: ${accepted.length} accepted and ${rejected.length} rejected programs, reference and starter; ` +
      (problems.length === 0 ? style("green", "the law holds") : style("red", "the law is broken")),
    `${lab.id}: ${gradings} gradings, ${problems.length} problems, ${leftOut.length} programs left out`,
  ].join("\n");
}
