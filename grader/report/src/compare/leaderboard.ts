import { type Lab, type Language, type Leaderboard, type Measurement, printableName } from "@wirelab/model";
import type { Style } from "../terminal/style.ts";
import { words as shared } from "../terminal/words.ts";
import { ratio, spread, value } from "./figures.ts";
import { table } from "./table.ts";
import { words } from "./words.ts";

interface Context {
  readonly lab: Lab;
  readonly language: Language;
  readonly style: Style;
}

/** A class in one lab, the best first. */
export function leaderboard({ rows, sandbox }: Leaderboard, { lab, language, style }: Context): string {
  const title = rows.map(({ measurement }) => measurement?.title[language]).find((name) => name !== undefined);
  const head = [words.place, words.submission, words.points].map((word) => word[language]);
  const lines = table(
    [
      [...head, ...(title === undefined ? [] : [title, words.ratio[language]])],
      ...rows.map(({ place, submission, earned, possible, measurement }) => [
        String(place),
        printableName(submission),
        `${earned}${possible === 100 ? "" : `/${possible}`}`,
        ...(measurement ? cellsOf(measurement, language) : []),
      ]),
    ],
    ["left", "right", "left", "left", "left"],
  );
  const note = sandbox === "none" ? `  (${shared.notIsolated[language]})` : "";
  return [
    style("bold", `${lab.id} · ${lab.title[language]} · ${words.besideReference[language]}`) + style("dim", note),
    ...lines.map((line, at) => (at === 0 ? style("dim", line) : line)),
  ].join("\n");
}

function cellsOf({ unit, outcome }: Measurement, language: Language): string[] {
  if (outcome.kind === "left out") return [words.notMeasured[language], ""];
  if (outcome.kind === "fault") return [shared.fault[language], ""];
  return [value(outcome.submission.median, unit), `${ratio(outcome.ratio.median)} (${spread(outcome.ratio, ratio)})`];
}
