import {
  checkOf,
  type CheckResult,
  type Comparison,
  type Lab,
  type Measurement,
  printableName,
  text,
  type Text,
  type WireEvent,
} from "@wirelab/model";
import type { ReportContext } from "../format.ts";
import { type Html, html } from "../html/html.ts";
import { checkTitle, labOf } from "../html/lab.ts";
import { arrowHeads, ladder } from "../html/ladder.ts";
import { client, page } from "../html/page.ts";
import { words as pageWords } from "../html/words.ts";
import { words as shared } from "../terminal/words.ts";
import { ratio, spread, value } from "./figures.ts";
import { words } from "./words.ts";

const comparisonClient = client({ styles: ["submission.css", "ladder.css", "comparison.css"], scripts: ["ladder.js"] });

/** A comparison as a page that needs no other file. */
export function comparisonPage(comparison: Comparison, context: Pick<ReportContext, "labs" | "language">): string {
  const { submission, reference } = comparison;
  const lab = labOf(submission, context);
  const name = printableName(submission.submission);
  return page({
    title: text(`${name} ${words.besideReference.en}`, `${name} ${words.besideReference.zh}`),
    language: context.language,
    client: comparisonClient,
    main: html`${arrowHeads}
      <section class="hero">
        <p class="kicker">${lab.title} <code>${lab.id}</code></p>
        <h1>${name} <small>${words.besideReference}</small></h1>
        <p class="points"><strong>${submission.earned}</strong><span>${words.reference} ${reference.earned}</span></p>
        <ul class="about">
          <li class="${comparison.sandbox === "none" && "warn"}">
            ${comparison.sandbox === "none" ? pageWords.practice : pageWords.isolated}
          </li>
          <li>${pageWords.seed} ${comparison.seed}</li>
        </ul>
      </section>
      ${difference(comparison, lab)} ${measurements(comparison, name)} ${stages(comparison, name)}`,
  });
}

function difference(comparison: Comparison, lab: Lab): Html {
  const { difference: found, submission, reference } = comparison;
  const [own, other] = [submission, reference].map((report) => found && checkOf(report, found.check));
  if (!found || !own || !other) return html`<p class="callout good">${words.noDifference}</p>`;
  const { verdict } = own;
  const { divergence } = found;
  return html`<section>
    <h2>${words.differsAt}</h2>
    <p><code>${own.stage}</code> ${checkTitle(own, lab)}</p>
    ${verdict.kind === "fail" && html`<p>${verdict.texts?.message ?? verdict.message}</p>`}
    ${verdict.kind === "fail" && html`<p class="callout begin">${verdict.texts?.diagnosis ?? verdict.diagnosis ?? words.fails}</p>`}
    <div class="pair">
      ${half(printableName(submission.submission), own, divergence && (divergence.submission ?? "missing"))}
      ${half(words.reference, other, divergence && (divergence.reference ?? "missing"))}
    </div>
    <p class="note">${divergence ? words.firstDifference : words.alikeOnWire}</p>
  </section>`;
}

const pointsByStage = text("Points by stage", "各阶段得分");

function half(name: Text | string, { transcript }: CheckResult, mark: number | "missing" | undefined): Html {
  const event: WireEvent | undefined = typeof mark === "number" ? transcript[mark] : undefined;
  return html`<div>
    <h3>${name}</h3>
    ${ladder(transcript, undefined, event)} ${mark === "missing" && html`<p class="missing">≠ ${words.nothingMore}</p>`}
  </div>`;
}

function measurements({ measurements: all }: Comparison, name: string): Html | undefined {
  if (all.length === 0) return undefined;
  return html`<section>
    <h2>${words.measured}</h2>
    <div class="scroll" tabindex="0">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${words.measurement}</th>
            <th scope="col">${name}</th>
            <th scope="col">${words.reference}</th>
            <th scope="col">${words.ratio}</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(measurementRow)}
        </tbody>
      </table>
    </div>
    <p class="note">${words.howToRead}</p>
  </section>`;
}

function measurementRow({ title, unit, outcome }: Measurement): Html {
  const head = html`<th scope="row">${title}</th>`;
  if (outcome.kind === "left out")
    return html`<tr>
      ${head}
      <td colspan="3">${outcome.reason}</td>
    </tr>`;
  if (outcome.kind === "fault")
    return html`<tr>
      ${head}
      <td colspan="3">${shared.fault}: ${outcome.error}</td>
    </tr>`;
  const { submission, reference, ratio: ratios } = outcome;
  return html`<tr>
    ${head}
    <td>${value(submission.median, unit)} <small>(${spread(submission)})</small></td>
    <td>${value(reference.median, unit)} <small>(${spread(reference)})</small></td>
    <td><b>${ratio(ratios.median)}</b> <small>(${spread(ratios, ratio)})</small></td>
  </tr>`;
}

function stages({ submission, reference }: Comparison, name: string): Html {
  return html`<section>
    <h2>${pointsByStage}</h2>
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">${words.stage}</th>
          <th scope="col">${name}</th>
          <th scope="col">${words.reference}</th>
        </tr>
      </thead>
      <tbody>
        ${submission.stages.map(({ id, title, earned, points }) => {
          const other = reference.stages.find((stage) => stage.id === id);
          return html`<tr class="${earned !== other?.earned && "differs"}">
            <th scope="row"><code>${id}</code> ${title}</th>
            <td>${earned}/${points}</td>
            <td>${other && `${other.earned}/${other.points}`}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}
