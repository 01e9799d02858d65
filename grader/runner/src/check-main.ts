import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Job } from "@wirelab/checks/job";
import { oversee } from "@wirelab/checks/oversee";
import { joinGroup } from "@wirelab/sandbox";
import { createVitest } from "vitest/node";
import { CheckReporter } from "./check-reporter.ts";
import { SampleReporter } from "./compare/sample-reporter.ts";
import { parallelChecks } from "./parallel-checks.ts";
import { overseeScratch } from "./scratch.ts";

// Before it has a job it starts nothing.
const [limits = "", ...groups] = process.argv.slice(2);
joinGroup(groups);
const input = createInterface(process.stdin);
const graderIsGone = once(input, "close");
const [line] = (await once(input, "line")) as [string];
const job = JSON.parse(line) as Job;
const over = new AbortController();
if (limits === "oversee") void oversee(over.signal);
if (job.sandbox === "bwrap") void overseeScratch(job.scratch, over.signal);
// A sandbox ends with what runs in it. Without one, somebody must end the programs after this process has started its last.
void graderIsGone.then(() => {
  const args = [join(import.meta.dirname, "reaper.ts"), job.run];
  if (job.sandbox === "none") spawn(process.execPath, args, { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  process.exit(1);
});
(process.stdin as Socket).unref();
// Nobody may be there to read what is told.
process.stdout.on("error", () => {});

const write = (message: string): boolean => process.stdout.write(`${message}\n`);
const measures = job.measurements !== undefined;
const suite = fileURLToPath(import.meta.resolve(measures ? "@wirelab/checks/measurement-suite" : "@wirelab/checks/suite"));
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

const vitest = await createVitest(
  "test",
  {
    config: false,
    root: dirname(suite),
    include: [suite],
    watch: false,
    // One thread runs all checks side by side: none of them computes, all of them wait. Measurements would disturb each other.
    pool: "threads",
    maxWorkers: 1,
    isolate: false,
    maxConcurrency: parallelChecks,
    sequence: { concurrent: !measures },
    testTimeout: 0,
    hookTimeout: 0,
    provide: { job },
    reporters: [measures ? new SampleReporter(job, write) : new CheckReporter(job, write)],
    experimental: { viteModuleRunner: false },
    // Where vitest's own tests of this workspace have theirs, this process may not write, and vitest would clear an outdated one.
    fsModuleCache: false,
    fsModuleCachePath: join(job.scratch, "vitest-cache"),
  },
  { server: { ws: false, watch: null } },
  { stdout: nowhere, stderr: nowhere },
);
await vitest.start();
await vitest.close();
over.abort();
