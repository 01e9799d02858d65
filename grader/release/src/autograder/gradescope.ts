import { type Lab, type Language, type Text, text } from "@wirelab/model";
import type { Content } from "../make/manifests.ts";
import type { Workspace } from "../make/workspace.ts";

export interface GradescopeOptions {
  /** The language of all that students read. */
  readonly language: Language;
  /** `auto`: isolated where the machine can do that, else not isolated, and said. */
  readonly sandbox: "bwrap" | "auto";
}

const templates = "grader/release/templates/gradescope/";

/** What Gradescope starts. */
export const scripts = ["run_autograder", "setup.sh"] as const;

/** What Gradescope wants beside the grader: its two scripts, and what they read. */
export function gradescopeFiles(workspace: Workspace, lab: Lab, { language, sandbox }: GradescopeOptions): Map<string, Content> {
  const settings = ["# Read by run_autograder.", `lab=${lab.id}`, `sandbox=${sandbox}`, `language=${language}`, ""];
  return new Map<string, Content>([
    ...scripts.map((name) => [name, { text: workspace.read(`${templates}${name}`) }] as const),
    ["settings", { text: settings.join("\n") }],
    ["not-graded.json", { text: `${JSON.stringify(notGraded(lab, language), undefined, 2)}\n` }],
  ]);
}

/**
 * The result where there is no grade. It has no score, neither on top nor in its test: a 0 would look like the student's, and a list
 * without tests adds up to one.
 */
function notGraded(lab: Lab, language: Language): object {
  return {
    output: words.output[language],
    output_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: [{ name: words.name[language], visibility: "visible" }],
    extra_data: { lab: lab.id, exit_code: exitCode },
  };
}

/** What `run_autograder` puts the exit code in place of. */
const exitCode = "EXIT_CODE";

const words: Readonly<Record<"name" | "output", Text>> = {
  name: text("Not graded: the autograder's fault", "没有评分：自动评分器出了故障"),
  output: text(
    `The autograder did not come to a grade. That is its own trouble, not yours, and says nothing about your work. Ask your instructor to run it again; what went wrong is in the autograder's output, exit code ${exitCode}.`,
    `自动评分器没能给出成绩。这是它自身的故障，不是你的问题，也不代表你的作业好坏。请让老师重新运行一次；出错的原因在自动评分器的输出里，退出码 ${exitCode}。`,
  ),
};
