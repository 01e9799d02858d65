import type { Format } from "../format.ts";
import { classPage } from "./class-page.ts";
import { pagePath } from "./file-name.ts";
import { submissionPage } from "./submission-page.ts";

/** Pages that open from a disk: `index.html` for the class, and one for each submission. */
export const html: Format = {
  name: "html",
  each: (report, context) => [{ path: pagePath(report), content: submissionPage(report, context) }],
  all: (reports, context) => (context.edition === "student" ? [] : [{ path: "index.html", content: classPage(reports, context) }]),
};
