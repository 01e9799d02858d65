import { type GradeReport, hasFault, type Lab, printableName, type StageReport, text } from "@wirelab/model";
import type { ReportContext } from "../format.ts";
import { words as shared } from "../terminal/words.ts";
import { failure, hiddenTag, reason } from "./failure.ts";
import { type Html, html } from "./html.ts";
import { anchor, checkTitle, labOf } from "./lab.ts";
import { arrowHeads, duration } from "./ladder.ts";
import { client, page } from "./page.ts";
import { marks, statusWords, verdictWords, words } from "./words.ts";

const submissionClient = client({ styles: ["submission.css", "failure.css", "ladder.css"], scripts: ["ladder.js"] });

/** A submission's page: its points, its stages, and for each failure all that helps to mend it. */
export function submissionPage(report: GradeReport, context: ReportContext): string {
  const lab = labOf(report, context);
  const name = printableName(report.submission);
  return page({
    title: text(`${name} · ${lab.title.en}`, `${name} · ${lab.title.zh}`),
    language: context.language,
    client: submissionClient,
    up: context.edition === "student" ? undefined : "../index.html",
    main: html`${arrowHeads}
      <section class="hero">
        <p class="kicker">${lab.title} <code>${lab.id}</code></p>
        <h1>${name}</h1>
        <p class="points"><strong>${report.earned}</strong><span>/ ${report.possible} ${shared.points}</span></p>
        ${about(report, context)} ${strip(report)}
      </section>
      ${callouts(report, lab)} ${refusedParts(report)} ${report.stages.map((stage) => stageSection(stage, report, lab))}`,
  });
}

/** The circumstances of the grading: what one needs to judge or repeat it. */
function about({ seed, sandbox, stages }: GradeReport, { at }: ReportContext): Html {
  const ms = stages.flatMap(({ checks }) => checks).reduce((sum, check) => sum + check.ms, 0);
  return html`<ul class="about">
    <li class="${sandbox === "none" && "warn"}">${sandbox === "none" ? words.practice : words.isolated}</li>
    <li>${words.seed} ${seed}</li>
    <li>${duration(ms)} ${words.timeInChecks}</li>
    <li>${words.graded} <time datetime="${at.toISOString()}">${minuteOf(at)}</time></li>
  </ul>`;
}

export function minuteOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** All stages in a row: a map of the page. */
function strip({ stages }: GradeReport): Html {
  return html`<nav class="strip">
    <ol>
      ${stages.map(
        ({ id, status, title }, index) =>
          html`<li>
            <a class="${status}" href="#${anchor(id)}"
              ><b>${index + 1}</b><span aria-hidden="true">${marks[status]}</span
              ><span class="sr">${title}: ${statusWords[status]}</span></a
            >
          </li>`,
      )}
    </ol>
  </nav>`;
}

function callouts(report: GradeReport, lab: Lab): Html {
  const first = report.stages.find(({ status }) => status === "failed");
  const check = first?.checks.find(({ verdict }) => verdict.kind === "fail");
  const number = lab.stages.findIndex(({ id }) => id === first?.id) + 1;
  const whole = report.stages.length > 0 && report.stages.every(({ status }) => status === "passed");
  return html`${whole && html`<p class="callout good">${words.everythingPassed}</p>`}
  ${hasFault(report) && html`<p class="callout fault">${words.faultOfOurs}</p>`}
  ${
    first &&
    check?.verdict.kind === "fail" &&
    html`<a class="callout begin" href="#${anchor(check.id)}"
      ><small>${words.beginHere} · ${number} ${first.title}</small><span>${reason(check.verdict)}</span></a
    >`
  }`;
}

/** What of the submission was not taken, and so could not be judged. */
function refusedParts({ refused = [] }: GradeReport): Html | undefined {
  if (refused.length === 0) return undefined;
  return html`<section class="refused">
    <h2>${words.refused}</h2>
    <ul>
      ${refused.map(({ path, reason: why }) => html`<li><code>${path}</code> ${why}</li>`)}
    </ul>
  </section>`;
}

function stageSection(stage: StageReport, report: GradeReport, lab: Lab): Html {
  const { id, title, status, earned, points, checks } = stage;
  const number = lab.stages.findIndex((candidate) => candidate.id === id) + 1;
  const hint = lab.stages[number - 1]?.hint;
  const failed = checks.flatMap((check) => (check.verdict.kind === "fail" ? [{ check, verdict: check.verdict }] : []));
  const others = checks.filter(({ verdict }) => verdict.kind !== "fail");
  const isFirst = report.stages.find((candidate) => candidate.status === "failed") === stage;
  const isUnjudged = checks.every(({ verdict }) => verdict.kind === "fault");
  const passed = checks.filter(({ verdict }) => verdict.kind === "pass").length;
  return html`<details class="stage ${status}" id="${anchor(id)}" ${(status === "failed" || status === "fault") && " open"}>
    <summary>
      <span class="badge ${status}" aria-hidden="true">${marks[status]}</span>
      <h2><span class="number">${number}</span> ${title}</h2>
      <small><code>${id}</code> · ${passed}/${checks.length} ${words.checks}</small
      ><span class="result"><span class="sr">${statusWords[status]}, </span><b>${isUnjudged ? "–" : earned}</b>/${points}</span>
    </summary>
    ${failed.some(({ verdict }) => !verdict.unstarted) && hint && hint.en !== "" && html`<p class="hint"><b>${shared.hint}</b> ${hint}</p>`}
    ${failed.map(({ check, verdict }, index) => failure(check, verdict, { lab, seed: report.seed, open: isFirst && index === 0 }))}
    ${
      others.length > 0 &&
      html`<ul class="checks">
        ${others.map((check) => otherCheck(check, lab))}
      </ul>`
    }
  </details>`;
}

function otherCheck(check: StageReport["checks"][number], lab: Lab): Html {
  const { verdict, ms } = check;
  return html`<li class="${verdict.kind}" id="${anchor(check.id)}">
    <span class="mark" aria-hidden="true">${marks[verdict.kind]}</span><span class="sr">${verdictWords[verdict.kind]}: </span
    ><span>${checkTitle(check, lab)}${hiddenTag(check)}${remark(verdict)}</span>${ms > 0 && html`<small>${duration(ms)}</small>`}
  </li>`;
}

function remark(verdict: StageReport["checks"][number]["verdict"]): Html | undefined {
  if (verdict.kind === "fault") return html`<pre class="stderr" tabindex="0">${verdict.error}</pre>`;
  if (verdict.kind !== "skip") return undefined;
  return verdict.lacking
    ? html` <small>${shared.leftOut} ${verdict.needs}</small>`
    : html` <small>${words.waitsFor} <code>${verdict.needs}</code></small>`;
}
