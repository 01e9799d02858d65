import type { Format } from "./format.ts";
import { junitDocument } from "./junit-document.ts";

/** JUnit XML as GitLab and actions on GitHub read it: a test case says in which file and line its check is written. */
export const junitCi: Format = {
  name: "junit-ci",
  each: (report, context) => [
    {
      path: `junit-ci/${report.lab}/${report.submission}.xml`,
      content: junitDocument(report, context, ({ file, line }) => ({ "@file": file, ...(line !== undefined && { "@line": line }) })),
    },
  ],
};
