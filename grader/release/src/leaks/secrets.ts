import { posix } from "node:path";
import { checkTitles } from "../make/titles.ts";
import type { Workspace } from "../make/workspace.ts";
import { sharedLines } from "./shared-lines.ts";

/** Something that gives a secret file away: one of its lines, or the title of a hidden check. */
export interface Secret {
  /** Without blanks, so that it is found however it is indented or wrapped. */
  readonly text: string;
  /** The file that it is from. */
  readonly file: string;
  /** Whether it may be found in a file all the same. */
  readonly isAllowedIn: (file: string) => boolean;
}

/** What students must not have: hidden checks, programs of known outcome, references, the demo's class. */
const secretFolders = /^(?:labs\/[^/]+\/(?:hidden|corpus)|solutions|examples\/class)\//;

/** A line of so many characters, blanks not counted, says something; a shorter one may be anybody's. */
const telling = { line: 25, lineOfCode: 50, title: 8 };

/** The grader is as big as all programs together, and no stranger to Node's idioms: there, a line must be longer. */
const graderCode = /^grader\/.+\.ts$/;

/** Checks of a lab set the scene in the same words, hidden or not; it is by its title that a hidden one is told. */
const checkCode = /^labs\/[^/]+\/(?:checks\/)?[^/]+\.ts$/;

export function isSecret(file: string): boolean {
  return secretFolders.test(file);
}

/**
 * All that gives a secret file away. Not among it: imports and settings, idioms that programs of several labs have, what
 * `shared-lines.ts` lists; and, but for the reference's, lines that the corpus has from the starters.
 * @param solutions the labs whose reference is handed out
 */
export async function secretsOf(workspace: Workspace, solutions: readonly string[]): Promise<Secret[]> {
  const tracked = [...workspace.files];
  const isHandedOut = (file: string): boolean => solutions.some((lab) => file.startsWith(`solutions/${lab}/`));
  const textOf = (files: readonly string[]): string => files.map((file) => withoutBlanks(workspace.read(file))).join("\n");
  const byRight = [...sharedLines.map(withoutBlanks), textOf(tracked.filter(isHandedOut))].join("\n");
  const starters = textOf(tracked.filter((file) => file.startsWith("starter/")));

  const found = new Map<string, Secret & { readonly labs: Set<string> }>();
  for (const file of tracked.filter((path) => isSecret(path) && !isHandedOut(path) && !isSettings(path))) {
    for (const line of linesOf(workspace, file)) {
      if (byRight.includes(line) || isImport(line)) continue;
      const secret = found.get(line) ?? { text: line, file, labs: new Set(), isAllowedIn: whereAllowed(file, line) };
      // Who has a line of the reference's in the starter is told of the reference.
      found.set(line, isReference(file) ? { ...secret, file, isAllowedIn: whereAllowed(file, line) } : secret);
      secret.labs.add(labOf(file));
    }
  }
  const ofOneLab = [...found.values()].filter(({ text, file, labs }) => labs.size === 1 && (isReference(file) || !starters.includes(text)));
  return [...ofOneLab, ...(await hiddenTitles(workspace))];
}

function whereAllowed(secret: string, line: string): Secret["isAllowedIn"] {
  const isIdiom = line.length < telling.lineOfCode;
  const isCheck = isHiddenCheck(secret);
  return (file) => (isIdiom && graderCode.test(file)) || (isCheck && checkCode.test(file));
}

/** The titles of hidden checks, in both languages. */
async function hiddenTitles(workspace: Workspace): Promise<Secret[]> {
  const tracked = [...workspace.files];
  const translations = new Map<string, Readonly<Record<string, string>>>();
  for (const file of tracked.filter((path) => /^labs\/[^/]+\/check-titles\.ts$/.test(path)))
    translations.set(posix.dirname(file), await checkTitles(workspace, file));
  return tracked.filter(isHiddenCheck).flatMap((file) => {
    const lab = file.split("/").slice(0, 2).join("/");
    const visible = tracked.filter((path) => path.startsWith(`${lab}/checks/`)).map((path) => workspace.read(path));
    const titles = [...workspace.read(file).matchAll(/\btest(?:\.\w+)?\(\s*"([^"\n]+)"/g)].map(([, title = ""]) => title);
    return titles
      .filter((title) => !visible.some((check) => check.includes(`"${title}"`)))
      .flatMap((title) => [title, translations.get(lab)?.[title] ?? ""])
      .map((title) => ({ text: withoutBlanks(title), file, isAllowedIn: () => false }))
      .filter(({ text }) => text.length >= telling.title);
  });
}

function linesOf(workspace: Workspace, file: string): string[] {
  return workspace
    .read(file)
    .split("\n")
    .map(withoutBlanks)
    .filter((line) => line.length >= telling.line);
}

function isHiddenCheck(file: string): boolean {
  return /^labs\/[^/]+\/hidden\//.test(file);
}

function isSettings(file: string): boolean {
  return ["package.json", "tsconfig.json"].includes(posix.basename(file));
}

function isImport(line: string): boolean {
  return /^(?:import[{*"\w]|from[\w.]+import)/.test(line);
}

function isReference(file: string): boolean {
  return file.startsWith("solutions/");
}

/** The lab that a secret file belongs to. */
function labOf(file: string): string {
  return file.split("/")[file.startsWith("examples/") ? 3 : 1] ?? "";
}

export function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, "");
}
