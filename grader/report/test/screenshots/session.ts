import { spawn } from "@lydell/node-pty";
import type { Language } from "@wirelab/model";
import { argvOf, root } from "./pictures.ts";

const locales = { en: "en_US.UTF-8", zh: "zh_CN.UTF-8" } as const;

/** Variables that would make the output look other than in a terminal of a person's own. */
const unwanted = new Set(["CI", "COLORTERM", "FORCE_COLOR", "INIT_CWD", "NO_COLOR", "NODE_DISABLE_COLORS"]);

/**
 * Runs a command in a pseudo terminal.
 * @returns all that it writes there, control sequences included
 */
export async function record(typed: string, language: Language, columns: number): Promise<string> {
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.has(name));
  const env = { ...Object.fromEntries(kept), LC_ALL: locales[language], TERM: "xterm-256color" };
  const program = spawn(process.execPath, argvOf(typed), { cols: columns, rows: 40, cwd: root, env });
  let output = "";
  program.onData((data) => (output += data));
  const { exitCode } = await new Promise<{ exitCode: number }>((resolve) => program.onExit(resolve));
  if (exitCode !== 0) throw new Trouble(`"${typed}" ended with exit code ${exitCode}, so that it is not fit for a picture:\n${output}`);
  return output;
}

/** Why there can be no pictures, in a sentence for whoever wants them. */
export class Trouble extends Error {}
