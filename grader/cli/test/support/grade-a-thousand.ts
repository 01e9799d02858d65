import type { GradeReport, WireEvent } from "@wirelab/model";
import type { Executor } from "@wirelab/runner";
import { gradeSubmissions } from "../../src/grader/grade-submissions.ts";

/** Grades a class of a thousand whose transcripts would not fit into the memory that this process is given. */
const submissions = Array.from({ length: 1000 }, (_, number) => ({ name: `s${number}`, lab: "tcp-server", folder: "" }));

function event(number: number): WireEvent {
  return { at: number, peer: `peer ${number}`, kind: "in", bytes: new Uint8Array(32) };
}

function report(submission: string, seed: number): GradeReport {
  const transcript = Array.from({ length: 1000 }, (_, number) => event(number));
  const title = { en: "", zh: "" };
  const check = {
    id: "listen/a",
    stage: "listen",
    title: "a",
    hidden: false,
    weight: 1,
    verdict: { kind: "pass" },
    ms: 1,
    transcript,
  } as const;
  const stage = { id: "listen", title, points: 100, earned: 100, status: "passed", checks: [check] } as const;
  return { version: 1, lab: "tcp-server", submission, earned: 100, possible: 100, seed, sandbox: "none", stages: [stage] };
}

const executor: Executor = {
  async *run(requests) {
    for (const { submission, seed } of requests) yield { report: report(submission, seed), taken: false };
  },
};
const { signal } = new AbortController();
await gradeSubmissions(submissions, { jobs: 1, sandbox: "none", lang: "en" }, signal, executor);
