export type { Format } from "./format.ts";
export { githubAnnotations } from "./github-annotations.ts";
export { githubClassroom } from "./github-classroom.ts";
export { githubSummary } from "./github-summary.ts";
