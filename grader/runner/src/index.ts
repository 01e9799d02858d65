export { whyNoPython } from "./commands.ts";
export { localExecutor, maxJobs, portsOf, type Executor } from "./executor.ts";
export { grade, type GradeRequest } from "./grade.ts";
export { stage } from "./intake.ts";
export { parallelChecks } from "./parallel-checks.ts";
export { findSubmissions, oneSubmission, type Submission } from "./submissions.ts";
export { UserError } from "./user-error.ts";
export { type Shard, type Verification, verify, type VerifyOptions } from "./verify/verify.ts";
export { foldersOf, labIds, loadLab, root } from "./workspace.ts";
