import { existsSync, readdirSync } from "node:fs";
import { access, constants, readFile } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { text } from "@wirelab/model";
import { inOneSentence, type Sandbox, sandboxes, whyNoPython } from "@wirelab/sandbox";
import { z } from "zod";
import { bundle } from "./bundle.ts";
import { Refusal } from "./refusal.ts";

/** The argv that starts a program in its box; the check's arguments are appended. */
export type Command = readonly string[];

/** Where a program is looked for without being told, in this order, and what runs it. */
const languages = [
  { ending: ".ts", run: bundle },
  { ending: ".js", run: async (_box: string, file: string): Promise<Command> => ["node", file] },
  { ending: ".mjs", run: async (_box: string, file: string): Promise<Command> => ["node", file] },
  { ending: ".py", run: async (_box: string, file: string, sandbox: Sandbox): Promise<Command> => [await python(sandbox), file] },
] as const;

const argument = z
  .string()
  .max(4096)
  .refine((value) => !value.includes("\0"));
const runFile = z.object({ run: z.record(z.string(), z.array(argument).min(1).max(64)) });

/**
 * Finds the command that starts one of a submission's programs.
 * @throws {Refusal} where there is no such program, or it does not compile
 */
export async function findCommand(box: string, role: string, sandbox: Sandbox, secret: readonly string[]): Promise<Command> {
  const declared = await readDeclared(box);
  if (declared?.[role]) return startable(box, declared[role], sandbox);
  for (const { ending, run } of languages) {
    const file = `src/${role}${ending}`;
    if (await exists(join(box, file))) return run(box, file, sandbox, secret);
  }
  throw new Refusal(
    text(
      `The submission has no src/${role}.ts (nor .js, .mjs or .py), and no wirelab.json that says what to run as "${role}".`,
      `提交中没有 src/${role}.ts（也没有 .js、.mjs 或 .py），也没有 wirelab.json 说明 "${role}" 运行什么。`,
    ),
  );
}

async function readDeclared(box: string): Promise<Readonly<Record<string, Command>> | undefined> {
  const path = join(box, "wirelab.json");
  if (!(await exists(path))) return undefined;
  try {
    return runFile.parse(JSON.parse(await readFile(path, "utf8"))).run;
  } catch {
    throw new Refusal(
      text(
        'wirelab.json is not as it should be: {"run": {"main": ["./build/server"]}}.',
        'wirelab.json 的格式不对，应为：{"run": {"main": ["./build/server"]}}。',
      ),
    );
  }
}

/**
 * @throws {Refusal} where there is no such command, neither in the submission nor on this machine
 * @throws {Error} where this machine has it, but not where the student's programs see it: that is not the student's fault
 */
async function startable(box: string, command: Command, sandbox: Sandbox): Promise<Command> {
  const [name = ""] = command;
  const isOwn = name.includes("/") && !isAbsolute(name);
  if (isOwn ? await canExecute(resolve(box, name)) : sandbox.find(name) !== undefined) return command;
  // What lies at a path of the machine is nobody's business who may not see it.
  const elsewhere = name.includes("/") ? undefined : sandboxes.none.find(name);
  if (elsewhere !== undefined)
    throw new Error(
      `"${name}", which wirelab.json says to run, is at ${elsewhere}, where programs in the sandbox do not see it: install it in /usr`,
    );
  throw new Refusal(
    text(
      `wirelab.json says to run "${name}", which cannot be started: there is no such file, or it is not executable.`,
      `wirelab.json 要求运行 "${name}"，但它无法启动：没有这个文件，或者它没有可执行权限。`,
    ),
  );
}

async function canExecute(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** @throws {Error} where this machine has no Python that programs can be run by: that is not the student's fault */
async function python(sandbox: Sandbox): Promise<string> {
  const obstacle = await whyNoPython(sandbox);
  if (obstacle) throw new Error(inOneSentence(obstacle).en);
  return "python3";
}

/** Whether a submission that is known, and so a folder, has a program in Python. */
export function isInPython(submission: string): boolean {
  const source = join(submission, "src");
  return existsSync(source) && readdirSync(source).some((name) => name.endsWith(".py"));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
