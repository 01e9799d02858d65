import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { forStudent } from "@wirelab/report";
import { type GradeReport, hasFault } from "@wirelab/model";
import type { Attack } from "./case.ts";

/** What an attack is judged by. */
export interface Evidence {
  readonly report: GradeReport | undefined;
  /** The folder for temporary files, after the end of all. */
  readonly folder: string;
  /** What must be in nobody's hands. */
  readonly canary: string;
  readonly asRoot: boolean;
}

/** How an attack came out otherwise than it must; nothing where it held. */
export function whatWentWrong(attack: Attack, { report, folder, canary, asRoot }: Evidence): string[] {
  const { outcome } = attack;
  if (!report) return ["there is no report"];
  const words = wordsOf(report);
  const defended = attack.open === undefined && !(asRoot && attack.unlessRoot !== undefined);
  const refused = new Set((report.refused ?? []).map(({ path }) => path));
  return [
    ...(hasFault(report) ? [`a fault: ${words}`] : []),
    ...(report.stages.at(-1)?.id === attack.stage && report.stages.every(({ checks }) => checks.length > 0)
      ? []
      : ["the report is not whole"]),
    ...(report.sandbox === "bwrap" ? [] : ["it was not isolated"]),
    ...(report.earned <= outcome.earned ? [] : [`it earned ${report.earned} points`]),
    ...(defended && words.includes("took: ") ? [`it was successful: ${words}`] : []),
    ...(words.includes(canary) ? ["it got at the secret"] : []),
    ...(outcome.says === undefined || !defended || new RegExp(outcome.says).test(words) ? [] : [`nobody said "${outcome.says}": ${words}`]),
    ...outcome.refused.filter((path) => !path.split(" or ").some((one) => refused.has(one))).map((path) => `${path} was not refused`),
    ...outcome.nothingAt.filter((path) => existsSync(join(folder, path))).map((path) => `there is a ${path}`),
    ...(outcome.hiddenUntold === undefined ? [] : toldToStudents(report, outcome.hiddenUntold)),
  ];
}

/** Whether an attack reached what it was after. */
export function succeeded({ outcome }: Attack, { report, folder, canary }: Evidence): boolean {
  const words = report ? wordsOf(report) : "";
  return (
    !report ||
    hasFault(report) ||
    report.earned > outcome.earned ||
    words.includes("took: ") ||
    words.includes(canary) ||
    outcome.nothingAt.some((path) => existsSync(join(folder, path)))
  );
}

/** All that a report says, and all that came over the wire, as text. */
function wordsOf(report: GradeReport): string {
  const checks = report.stages.flatMap((stage) => stage.checks);
  const received = checks.flatMap(({ transcript }) => transcript.filter(({ kind }) => kind === "in").map(({ bytes }) => bytes ?? []));
  return [...checks.map(({ verdict }) => JSON.stringify(verdict)), ...received.map((bytes) => Buffer.from(bytes).toString())].join("\n");
}

/** What a program said in hidden checks, though it was sent to it in confidence, is in no student's report; it is in the instructor's. */
function toldToStudents(report: GradeReport, words: string): string[] {
  const hiddenOnly = (whole: GradeReport): GradeReport => ({
    ...whole,
    stages: whole.stages.map((stage) => ({ ...stage, checks: stage.checks.filter(({ hidden }) => hidden) })),
  });
  return [
    ...(wordsOf(hiddenOnly(report)).includes(words) ? [] : [`no hidden check made it say "${words}"`]),
    ...(wordsOf(hiddenOnly(forStudent(report))).includes(words) ? [`the student reads "${words}"`] : []),
  ];
}

/** The processes that live in a sandbox made of something in this folder, or have it in their command or environment. */
export function leftIn(folder: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ["mountinfo", "cmdline", "environ"].some((file) => read(`/proc/${pid}/${file}`).includes(folder)))
    .map((pid) => `${pid}: ${read(`/proc/${pid}/cmdline`).replaceAll("\0", " ")}`);
}

/** Processes come and go while they are looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
