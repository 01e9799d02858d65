import { once } from "node:events";
import { endStragglers } from "@wirelab/checks/stragglers";

/** Ends all programs of a run whose check process is gone. */
const [, , run] = process.argv;
// Standard input is held by the check process, and by a program that it is just about to start: at its end, all are there to be found.
await once(process.stdin.resume(), "end");
if (run) await endStragglers(run);
