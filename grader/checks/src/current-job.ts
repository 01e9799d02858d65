import { inject } from "vitest";
import type { Job } from "./job.ts";

declare module "vitest" {
  interface ProvidedContext {
    job: Job;
  }
}

/** The job of this run. */
export function currentJob(): Job {
  return inject("job");
}
