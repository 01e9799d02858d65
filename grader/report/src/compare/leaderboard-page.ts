import { type Leaderboard, type LeaderboardRow, type Measurement, printableName, text } from "@wirelab/model";
import type { ReportContext } from "../format.ts";
import { type Html, html } from "../html/html.ts";
import { client, page } from "../html/page.ts";
import { words as pageWords } from "../html/words.ts";
import { words as shared } from "../terminal/words.ts";
import { ratio, spread, value } from "./figures.ts";
import { words } from "./words.ts";

const leaderboardClient = client({ styles: ["comparison.css", "leaderboard.css"], scripts: [] });

/** A class in one lab, the best first, as a page that needs no other file. */
export function leaderboardPage({ lab: id, rows, seed, sandbox }: Leaderboard, context: Pick<ReportContext, "labs" | "language">): string {
  const title = context.labs.get(id)?.title ?? text(id, id);
  const measured = rows.find(({ measurement }) => measurement !== undefined)?.measurement;
  return page({
    title: text(`${words.leaderboard.en} · ${title.en}`, `${words.leaderboard.zh} · ${title.zh}`),
    language: context.language,
    client: leaderboardClient,
    main: html`<section class="hero">
        <p class="kicker">${title} <code>${id}</code></p>
        <h1>${words.leaderboard}</h1>
        <ul class="about">
          <li>${rows.length} ${pageWords.submissions}</li>
          <li class="${sandbox === "none" && "warn"}">${sandbox === "none" ? pageWords.practice : pageWords.isolated}</li>
          <li>${pageWords.seed} ${seed}</li>
        </ul>
      </section>
      <div class="scroll" role="region" tabindex="0" aria-label="${id}">
        <table class="figures board">
          <thead>
            <tr>
              <th scope="col" class="place">${words.place}</th>
              <th scope="col">${words.submission}</th>
              <th scope="col" class="number">${words.points}</th>
              ${
                measured &&
                html`<th scope="col" class="number">${measured.title}</th>
                  <th scope="col">${words.ratio}</th>`
              }
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => boardRow(row, highest(rows)))}
          </tbody>
        </table>
      </div>
      ${measured && html`<p class="note">${words.howToRank} ${words.howToRead}</p>`}`,
  });
}

/** The end of the scale on which ratios are drawn: never less than the reference's 1. */
function highest(rows: readonly LeaderboardRow[]): number {
  const all = rows.flatMap(({ measurement }) => (measurement?.outcome.kind === "measured" ? [measurement.outcome.ratio.most] : []));
  return Math.max(1, ...all) * 1.05;
}

function boardRow({ place, submission, earned, possible, measurement }: LeaderboardRow, end: number): Html {
  return html`<tr class="${place === 1 && "first"}">
    <td class="place">${place}</td>
    <th scope="row">${printableName(submission)}</th>
    <td class="number"><b>${earned}</b>${possible !== 100 && html`<small>/${possible}</small>`}</td>
    ${measurement && cellsOf(measurement, end)}
  </tr>`;
}

function cellsOf({ unit, outcome }: Measurement, end: number): Html {
  if (outcome.kind !== "measured") return html`<td colspan="2">${outcome.kind === "fault" ? shared.fault : words.notMeasured}</td>`;
  return html`<td class="number">${value(outcome.submission.median, unit)}</td>
    <td class="ratio">
      <b>${ratio(outcome.ratio.median)}</b> <small>(${spread(outcome.ratio, ratio)})</small>
      ${scale(outcome.ratio, end)}
    </td>`;
}

/** The ratio as a bar, its spread as a line across the bar's end, and the reference's 1 as a mark. */
function scale({ median, least, most }: { median: number; least: number; most: number }, end: number): Html {
  const at = (number: number): string => `${((100 * number) / end).toFixed(1)}%`;
  return html`<svg class="scale" width="100%" height="12" aria-hidden="true">
    <rect class="bar" y="3" width="${at(median)}" height="6" rx="3" />
    <line class="spread" x1="${at(least)}" x2="${at(most)}" y1="6" y2="6" />
    <line class="one" x1="${at(1)}" x2="${at(1)}" y1="0" y2="12" />
  </svg>`;
}
