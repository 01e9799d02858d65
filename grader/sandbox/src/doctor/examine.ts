import type { Text } from "@wirelab/model";
import { bwrap } from "../bwrap.ts";
import { canary } from "../canary/canary.ts";
import { findIsolation } from "./isolation.ts";
import { findLanguages } from "./languages.ts";
import { findLimits } from "./limits.ts";
import { none } from "../none.ts";

/** Something that this machine offers for grading, or does not. */
export interface Finding {
  readonly id: string;
  readonly title: Text;
  /** `limited`: grading goes on with less than there could be; `missing`: it does not, or only without. */
  readonly state: "good" | "limited" | "missing";
  /** What was found. */
  readonly found: Text;
  /** What that means for grading, where it is not good. */
  readonly meaning?: Text;
  /** What mends it: a command, where one does. */
  readonly remedy?: Text;
}

/** What a machine offers. */
export interface Examination {
  /** Whether programs can be isolated: the canary found no way out. */
  readonly isolates: boolean;
  readonly findings: readonly Finding[];
}

/** Finds out what this machine offers for grading. */
export async function examine(): Promise<Examination> {
  const [obstacle, isolation, limits] = await Promise.all([canary(), findIsolation(), findLimits()]);
  const languages = await findLanguages(obstacle ? none : bwrap);
  return { isolates: obstacle === undefined, findings: [...isolation, ...limits, ...languages, sandbox(obstacle)] };
}

function sandbox(obstacle: Awaited<ReturnType<typeof canary>>): Finding {
  const title = { en: "sandbox as a whole", zh: "沙箱整体" };
  if (!obstacle)
    return { id: "sandbox", title, state: "good", found: { en: "a hostile program found no way out", zh: "恶意程序没能逃出去" } };
  return {
    id: "sandbox",
    title,
    state: "missing",
    found: obstacle.problem,
    meaning: { en: "Nothing is graded with --sandbox bwrap.", zh: "不能用 --sandbox bwrap 评分。" },
    remedy: obstacle.remedy,
  };
}
