import { type GradeReport, type Lab, printableName, text } from "@wirelab/model";
import type { ReportContext } from "../format.ts";
import { words as shared } from "../terminal/words.ts";
import { hiddenTag } from "./failure.ts";
import { pageAddress } from "./file-name.ts";
import { heatMap } from "./heat-map.ts";
import { type Html, html } from "./html.ts";
import { anchor, checkTitle, labOf } from "./lab.ts";
import { client, page } from "./page.ts";
import { minuteOf } from "./submission-page.ts";
import { commonDiagnoses, distribution, faultsOf, median, mostFailed } from "./tally.ts";
import { words } from "./words.ts";

const classClient = client({ styles: ["class.css", "heat-map.css"], scripts: ["heat-map.js"] });

/** How many checks and diagnoses are listed, and how many names under each. */
const listed = { entries: 10, names: 40, faults: 100 };

/** A class at a glance: who stands where, how the scores lie, and what most got wrong. */
export function classPage(reports: readonly GradeReport[], context: ReportContext): string {
  const found = new Map(reports.map((report) => [report.lab, labOf(report, context)]));
  const labs = [...found.values()].toSorted((a, b) => a.id.localeCompare(b.id));
  const faults = faultsOf(reports);
  return page({
    title: text("Class report", "班级成绩报告"),
    language: context.language,
    client: classClient,
    main: html`<section class="hero">
        <p class="kicker">${labs.map(({ id }) => html`<code>${id}</code> `)}</p>
        <h1>${words.classTitle}</h1>
        ${about(reports, faults.length, context)}
      </section>
      <section class="cards">${labs.map((lab) => scores(lab, ofLab(reports, lab)))}</section>
      <section>
        <h2 id="results">${words.resultsOf}</h2>
        <p class="note">${words.resultsNote}</p>
        ${heatMap(labs, reports)}
      </section>
      <div class="columns">${failedChecks(reports, labs)}${diagnoses(reports)}</div>
      ${faults.length > 0 && faultList(faults, labs)}`,
  });
}

function ofLab(reports: readonly GradeReport[], { id }: Lab): GradeReport[] {
  return reports.filter(({ lab }) => lab === id);
}

function about(reports: readonly GradeReport[], faults: number, { at }: ReportContext): Html {
  const students = new Set(reports.map(({ submission }) => submission)).size;
  const seeds = [...new Set(reports.map(({ seed }) => seed))];
  const practice = reports.some(({ sandbox }) => sandbox === "none");
  return html`<ul class="about">
    <li>${students} ${words.students}</li>
    <li>${reports.length} ${words.submissions}</li>
    <li class="${practice && "warn"}">${practice ? words.practice : words.isolated}</li>
    ${faults > 0 && html`<li class="fault"><a href="#faults">${words.faults} ${faults}</a></li>`}
    ${seeds.length === 1 && html`<li>${words.seed} ${seeds[0]}</li>`}
    <li>${words.graded} <time datetime="${at.toISOString()}">${minuteOf(at)}</time></li>
  </ul>`;
}

function scores({ id, title }: Lab, reports: readonly GradeReport[]): Html {
  const counts = distribution(reports);
  const most = Math.max(...counts, 1);
  return html`<article class="card">
    <h2>
      <small><code>${id}</code></small
      >${title}
    </h2>
    <svg class="histogram" viewBox="0 0 231 76" aria-hidden="true">
      ${counts.map((count, tenth) => {
        const height = count === 0 ? 1 : 4 + (44 * count) / most;
        return html`<rect
            class="${tenth === 10 && "full"}"
            x="${tenth * 21 + 1}"
            y="${60 - height}"
            width="18"
            height="${height}"
            rx="2"
          />${count > 0 && html`<text x="${tenth * 21 + 10}" y="${56 - height}">${count}</text>`}`;
      })}
      <text class="axis" x="10" y="73">0</text>
      <text class="axis" x="115" y="73">50</text>
      <text class="axis" x="220" y="73">100</text>
    </svg>
    <p>
      <span>${reports.length} ${words.submissions}</span> <span>${words.median} ${median(reports)}</span>
      <span>${words.fullMarks} ${counts[10]}</span>
    </p>
  </article>`;
}

function failedChecks(reports: readonly GradeReport[], labs: readonly Lab[]): Html {
  const found = mostFailed(reports).slice(0, listed.entries);
  return html`<section>
    <h2>${words.mostFailed}</h2>
    <p class="note">${found.length > 0 ? words.mostFailedNote : words.noFailures}</p>
    <ol class="ranking">
      ${found.map(({ lab: id, check, failedBy }) => {
        const lab = labs.find((candidate) => candidate.id === id)!;
        return entry(html`${checkTitle(check, lab)}${hiddenTag(check)} <small><code>${id} ${check.stage}</code></small>`, failedBy, {
          of: ofLab(reports, lab).length,
          anchor: anchor(check.id),
        });
      })}
    </ol>
  </section>`;
}

function diagnoses(reports: readonly GradeReport[]): Html | undefined {
  const found = commonDiagnoses(reports).slice(0, listed.entries);
  if (found.length === 0) return undefined;
  return html`<section>
    <h2>${words.commonDiagnoses}</h2>
    <p class="note">${words.diagnosesNote}</p>
    <ol class="ranking">
      ${found.map(({ lab, diagnosis, shownBy }) =>
        entry(html`${diagnosis} <small><code>${lab}</code></small>`, shownBy, {
          of: reports.filter((report) => report.lab === lab).length,
        }),
      )}
    </ol>
  </section>`;
}

function entry(label: Html, reports: readonly GradeReport[], { of, anchor: place }: { of: number; anchor?: string }): Html {
  const names = reports.slice(0, listed.names);
  const hash = place === undefined ? "" : `#${place}`;
  return html`<li>
    <details>
      <summary>
        <span class="what">${label}</span><span class="share"><b>${reports.length}</b>/${of}</span
        ><svg class="meter" width="100%" height="4" aria-hidden="true">
          <rect width="100%" height="4" rx="2" />
          <rect class="part" width="${(100 * reports.length) / of}%" height="4" rx="2" />
        </svg>
      </summary>
      <p class="names">
        ${names.map((report) => html`<a href="${pageAddress(report)}${hash}">${printableName(report.submission)}</a> `)}${reports.length > names.length && `+${reports.length - names.length}`}
      </p>
    </details>
  </li>`;
}

function faultList(faults: ReturnType<typeof faultsOf>, labs: readonly Lab[]): Html {
  const shown = faults.slice(0, listed.faults);
  return html`<section id="faults">
    <h2>${words.faults}</h2>
    <p class="note">${words.faultsNote}</p>
    <ul class="faults">
      ${shown.map(({ report, check, error }) => {
        const lab = labs.find(({ id }) => id === report.lab)!;
        return html`<li>
          <a href="${pageAddress(report)}#${anchor(check.id)}">${printableName(report.submission)}</a>
          <code>${lab.id} ${check.stage}</code> ${checkTitle(check, lab)}: ${shared.fault}
          <pre class="stderr" tabindex="0">${shorten(error)}</pre>
        </li>`;
      })}
    </ul>
    ${faults.length > shown.length && html`<p class="note">+${faults.length - shown.length}</p>`}
  </section>`;
}

/** Of an error its beginning; the whole of it is on the submission's page. */
function shorten(error: string): string {
  const lines = error.split("\n").slice(0, 3).join("\n");
  return lines.length > 400 ? `${lines.slice(0, 400)}…` : lines;
}
