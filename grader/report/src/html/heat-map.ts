import { type GradeReport, type Lab, printableName, type StageReport } from "@wirelab/model";
import { pageAddress } from "./file-name.ts";
import { type Html, html } from "./html.ts";
import { anchor } from "./lab.ts";
import { marks, statusWords, words } from "./words.ts";

/** Students down, labs and their stages across: where a class stands, at a glance. */
export function heatMap(labs: readonly Lab[], reports: readonly GradeReport[]): Html {
  const students = byStudent(reports);
  return html`<div class="controls">
      ${
        labs.length > 1 &&
        html`<div class="choice" role="group" data-choose="lab">
          <button type="button" data-value="" aria-pressed="true">${words.allLabs}</button>${labs.map(
            ({ id }, index) => html`<button type="button" data-value="l${index}" aria-pressed="false">${id}</button>`,
          )}
        </div>`
      }
      <div class="choice" role="group" data-choose="state">
        <button type="button" data-value="" aria-pressed="true">${words.showAll}</button
        ><button type="button" data-value="failing" aria-pressed="false">${words.showFailing}</button
        ><button type="button" data-value="fault" aria-pressed="false">${words.showFaults}</button
        ><button type="button" data-value="full" aria-pressed="false">${words.showFull}</button>
      </div>
      <label class="find">${words.filter} <input type="search" autocomplete="off" spellcheck="false" /></label>
      <output class="count"><span>${students.size}</span> / ${students.size} ${words.students}</output>
    </div>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="results">
      <table class="heat">
        <thead>
          <tr>
            <th rowspan="2" scope="col" class="student" aria-sort="ascending"><button type="button">${words.student}</button></th>
            <th rowspan="2" scope="col" class="total"><button type="button">${words.total}</button></th>
            ${labs.map(
              ({ id, title, stages }, index) =>
                html`<th colspan="${stages.length + 1}" scope="colgroup" class="l${index} lab"><code>${id}</code> ${title}</th>`,
            )}
          </tr>
          <tr>
            ${labs.map(
              (lab, index) =>
                html`<th scope="col" class="l${index} score">
                    <button type="button"><span class="sr">${lab.id} </span>${words.score}</button>
                  </th>
                  ${lab.stages.map(
                    ({ id, title }) =>
                      html`<th scope="col" class="l${index} column" data-stage="${anchor(id)}">
                        <button type="button"><span class="turned">${id}</span><span class="sr title">${title}</span></button>
                      </th>`,
                  )}`,
            )}
          </tr>
        </thead>
        <tbody>
          ${[...students].map(([student, own]) => row(student, own, labs))}
        </tbody>
      </table>
    </div>
    ${legend}`;
}

function byStudent(reports: readonly GradeReport[]): Map<string, GradeReport[]> {
  const students = new Map<string, GradeReport[]>();
  for (const report of reports.toSorted((a, b) => a.submission.localeCompare(b.submission)))
    students.set(report.submission, [...(students.get(report.submission) ?? []), report]);
  return students;
}

function row(student: string, own: readonly GradeReport[], labs: readonly Lab[]): Html {
  const total = Math.round(own.reduce((sum, { earned }) => sum + earned, 0) * 100) / 100;
  const cells = labs.map((lab, index) => {
    const report = own.find((candidate) => candidate.lab === lab.id);
    const rest = lab.stages.map(({ id }) =>
      cell(
        report?.stages.find((stage) => stage.id === id),
        index,
      ),
    );
    if (!report)
      return html`<td class="l${index} score n">–</td>
        ${rest}`;
    const { earned, possible } = report;
    return html`<td class="l${index} score">
        <a href="${pageAddress(report)}">${earned}${possible !== 100 && html`<small>/${possible}</small>`}</a>
      </td>
      ${rest}`;
  });
  return html`<tr>
    <th scope="row">${printableName(student)}</th>
    <td class="total">${total}</td>
    ${cells}
  </tr> `;
}

function cell(stage: StageReport | undefined, lab: number): Html {
  if (!stage) return html`<td class="l${lab} n"></td>`;
  return html`<td class="l${lab} ${shade(stage)}">${marks[stage.status]}</td>`;
}

/** What of a stage is earned, as a shade: `p` all, `f0` nothing to `f3` nearly all, `s` skipped, `x` a fault. */
function shade({ status, earned, points }: StageReport): string {
  if (status === "failed") return `f${earned === 0 ? 0 : Math.min(3, 1 + Math.floor((3 * earned) / points))}`;
  return { passed: "p", skipped: "s", fault: "x" }[status];
}

const legend = html`<ul class="legend">
  <li><i class="p">${marks.passed}</i> ${statusWords.passed}</li>
  <li><i class="f0">${marks.failed}</i><i class="f2">${marks.failed}</i><i class="f3">${marks.failed}</i> ${words.failedShades}</li>
  <li><i class="s">${marks.skipped}</i> ${statusWords.skipped}</li>
  <li><i class="x">${marks.fault}</i> ${words.fault}</li>
  <li><i class="n"></i> ${words.noSubmission}</li>
</ul>`;
