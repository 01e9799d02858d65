import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Writable } from "node:stream";
import { dirname } from "node:path";
import type { Job } from "@wirelab/checks/job";
import { oversee } from "@wirelab/checks/oversee";
import { joinGroup } from "@wirelab/sandbox";
import { createVitest } from "vitest/node";
import { CheckReporter } from "./check-reporter.ts";
import { parallelChecks } from "./parallel-checks.ts";

// Before it has a job it starts nothing.
const [limits = "", ...groups] = process.argv.slice(2);
joinGroup(groups);
const job = JSON.parse(await text(process.stdin)) as Job;
const over = new AbortController();
if (limits === "oversee") void oversee(over.signal);
const suite = fileURLToPath(import.meta.resolve("@wirelab/checks/suite"));
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

const vitest = await createVitest(
  "test",
  {
    config: false,
    root: dirname(suite),
    include: [suite],
    watch: false,
    // One thread runs all checks side by side: none of them computes, all of them wait.
    pool: "threads",
    maxWorkers: 1,
    isolate: false,
    maxConcurrency: parallelChecks,
    sequence: { concurrent: true },
    testTimeout: 0,
    hookTimeout: 0,
    provide: { job },
    reporters: [new CheckReporter(job, (line) => process.stdout.write(`${line}\n`))],
    experimental: { viteModuleRunner: false },
  },
  { server: { ws: false, watch: null } },
  { stdout: nowhere, stderr: nowhere },
);
await vitest.start();
await vitest.close();
over.abort();
