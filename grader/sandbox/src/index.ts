import { bwrap } from "./bwrap.ts";
import { none } from "./none.ts";
import type { Sandbox } from "./policy.ts";

export { cleanEnvironment } from "./environment.ts";
export type { Policy, ProgramPolicy, RunPolicy, Sandbox } from "./policy.ts";
export { whyNoBwrap } from "./preflight.ts";

/** Every way of isolating programs that there is, by name. */
export const sandboxes: Readonly<Record<Sandbox["mode"], Sandbox>> = { bwrap, none };
