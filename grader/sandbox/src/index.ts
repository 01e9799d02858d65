import { bwrap } from "./bwrap.ts";
import { none } from "./none.ts";
import type { Sandbox } from "./policy.ts";

export { canary, inOneSentence, type Obstacle, whyNoBwrap } from "./canary/canary.ts";
export { joinGroup, RunGroup, sweepGroups } from "./cgroups/group.ts";
export { type Examination, examine, type Finding } from "./doctor/examine.ts";
export { findCgroupLimits } from "./doctor/limits.ts";
export { closeInheritedDescriptors } from "./inherited.ts";
export { inBothRings } from "./bwrap.ts";
export { overseenLimits, runLimits } from "./limits.ts";
export { whyNoPython } from "./python.ts";
export { launch, type Ran, run } from "./launch.ts";
export { cleanEnvironment } from "./environment.ts";
export { goneOwner, owner } from "./owner.ts";
export type { Policy, ProgramPolicy, RunPolicy, Sandbox, Wrapped } from "./policy.ts";

/** Every way of isolating programs that there is, by name. */
export const sandboxes: Readonly<Record<Sandbox["mode"], Sandbox>> = { bwrap, none };
