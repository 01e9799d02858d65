import { type GradeReport, hasFault, type Language } from "@wirelab/model";
import { withoutTranscripts } from "@wirelab/report";
import { type Batch, type Graded, MachineTrouble } from "@wirelab/runner";
import { commandLine } from "../command-line.ts";
import { exitCodes } from "../main.ts";
import { Progress } from "../progress.ts";
import { changesTable } from "./changes-table.ts";
import type { ReportWriter } from "./report-writers.ts";
import { texts } from "./texts.ts";

/** A grading under way: how far it has come, and what is said about it on stderr. */
export class Grading {
  /** All reports so far: of several, without their transcripts. */
  readonly reports: GradeReport[] = [];
  readonly #all: number;
  readonly #language: Language;
  readonly #batch: Batch | undefined;
  #taken = 0;
  #faults = 0;

  constructor(all: number, language: Language, batch: Batch | undefined) {
    this.#all = all;
    this.#language = language;
    this.#batch = batch;
  }

  /** Hands each report to the writers when it comes. */
  async run(gradings: AsyncIterable<Graded>, writers: readonly ReportWriter[]): Promise<void> {
    using progress = new Progress();
    progress.update({ done: 0, all: this.#all, name: "" });
    for await (const { report, taken } of gradings) {
      for (const write of writers) await write(report);
      this.reports.push(this.#all === 1 ? report : withoutTranscripts(report));
      if (taken) this.#taken += 1;
      if (hasFault(report)) this.#faults += 1;
      const name = `${report.submission} · ${report.lab}`;
      progress.update({ done: this.reports.length, all: this.#all, name, taken: this.#taken, faults: this.#faults });
    }
  }

  /** Says what is to be said when every submission has its report. */
  finished(): number {
    if (this.#taken > 0) this.#say(texts.taken(this.#taken, this.#all)[this.#language]);
    this.#sayChanges();
    if (this.#faults === 0) return exitCodes.graded;
    this.#say(texts.faults[this.#language]);
    return exitCodes.fault;
  }

  /** Says how far it has come, and how to go on. */
  brokenOff(by: Error, code: number): number {
    const done = this.reports.length;
    const what = by instanceof MachineTrouble ? texts.machine(by.reason, done, this.#all) : texts.interrupted(done, this.#all);
    this.#say(what[this.#language]);
    this.#sayChanges();
    const how = this.#batch ? texts.kept(this.#batch.results.folder, commandLine()) : texts.notKept;
    this.#say(how[this.#language]);
    return code;
  }

  #sayChanges(): void {
    const changes = this.#batch?.changes;
    if (changes) this.#say(changesTable(changes, this.reports.length, this.#language));
  }

  #say(line: string): void {
    process.stderr.write(`${line}\n`);
  }
}
