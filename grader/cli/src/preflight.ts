import type { Language } from "@wirelab/model";
import { canary, findCgroupLimits, inOneSentence } from "@wirelab/sandbox";

/**
 * Makes sure, by trying to break out, that programs can be isolated as asked. What is limited less than it could be is said on stderr.
 * @throws {SandboxError} where they cannot: nothing is graded with less isolation than asked for
 */
export async function preflight(sandbox: "bwrap" | "none", language: Language): Promise<void> {
  if (sandbox === "none") return;
  const [obstacle, { state, meaning }] = await Promise.all([canary(), findCgroupLimits()]);
  if (obstacle) throw new SandboxError(`${inOneSentence(obstacle)[language]}\n${texts.otherwise[language]} --sandbox none`);
  if (state !== "good" && meaning) process.stderr.write(`${meaning[language]} ${texts.more[language]} pnpm grader doctor\n`);
}

const texts = {
  otherwise: { en: "To grade programs that you trust without isolation:", zh: "如果信任这些程序，可以不隔离地评分：" },
  more: { en: "More:", zh: "详情：" },
} as const;

/** This machine cannot do what was asked. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}
