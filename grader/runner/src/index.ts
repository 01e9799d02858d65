export { localExecutor, maxJobs, type Executor } from "./executor.ts";
export { grade, type GradeRequest } from "./grade.ts";
export { UserError } from "./user-error.ts";
export { foldersOf, labIds, loadLab, root } from "./workspace.ts";
