import { endStragglers } from "@wirelab/checks/stragglers";

/** Ends all programs of a run whose check process is gone. */
const [, , run] = process.argv;
if (run) await endStragglers(run);
