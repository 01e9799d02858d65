import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import { currentJob } from "./current-job.ts";
import { endStragglers } from "./stragglers.ts";

/** All measurements of the job as one suite, one after the other. */
const { measurements, run } = currentJob();
if (!measurements) throw new Error("the job names no file of measurements");
await import(pathToFileURL(measurements.file).href);

afterAll(() => endStragglers(run));
