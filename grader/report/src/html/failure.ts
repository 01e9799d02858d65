import { type CheckResult, type Fail, type Lab, text, type Text } from "@wirelab/model";
import { nextSteps } from "../next-steps.ts";
import { difference } from "./difference.ts";
import { type Html, html } from "./html.ts";
import { anchor, checkTitle } from "./lab.ts";
import { ladder } from "./ladder.ts";
import { words } from "./words.ts";

interface Context {
  readonly lab: Lab;
  readonly seed: number;
  /** The failure to begin with is open from the start. */
  readonly open: boolean;
}

/** Why a failed check failed, in one sentence: the likely mistake, or else what was seen. */
export function reason({ message, diagnosis, texts }: Fail): Text {
  return texts?.diagnosis ?? (diagnosis !== undefined ? text(diagnosis, diagnosis) : undefined) ?? texts?.message ?? text(message, message);
}

/** All that a student needs to find the mistake. */
export function failure(check: CheckResult, verdict: Fail, { lab, seed, open }: Context): Html {
  const { message, diagnosis, texts, stderr } = verdict;
  const likely = texts?.diagnosis ?? (diagnosis !== undefined ? text(diagnosis, diagnosis) : undefined);
  const steps = nextSteps(check, lab, seed);
  return html`<details class="failure" id="${anchor(check.id)}" ${open && " open"}>
    <summary><span class="mark" aria-hidden="true">✗</span> <span>${checkTitle(check, lab)}</span>${hiddenTag(check)}</summary>
    <div class="body">
      <p class="message">${texts?.message ?? message}</p>
      ${likely && html`<p class="diagnosis">${likely}</p>`} ${difference(verdict)} ${ladder(check.transcript, verdict)}
      ${
        stderr !== undefined &&
        stderr !== "" &&
        html`<h3>${words.stderrTail}</h3>
          <pre class="stderr" tabindex="0">${stderr}</pre>`
      }
      ${
        steps.length > 0 &&
        html`<dl class="steps">
          ${steps.map(
            ({ label, command }) =>
              html`<dt>${label}</dt>
                <dd><code>${command}</code></dd>`,
          )}
        </dl>`
      }
    </div>
  </details>`;
}

export function hiddenTag({ hidden }: CheckResult): Html | undefined {
  return hidden ? html` <span class="tag">${words.hidden}</span>` : undefined;
}
