import { pathToFileURL } from "node:url";
import { afterAll, describe } from "vitest";
import { currentJob } from "./current-job.ts";
import { hiddenSuite } from "./job.ts";
import { endStragglers } from "./stragglers.ts";

/** All check files of the job as one suite, so that checks of different stages run side by side. */
for (const { id, files } of currentJob().stages) {
  describe.concurrent(id, async () => {
    for (const { path, hidden } of files) {
      const load = async (): Promise<void> => void (await import(pathToFileURL(path).href));
      if (hidden) describe.concurrent(hiddenSuite, load);
      else await load();
    }
  });
}

afterAll(() => endStragglers(currentJob().run));
