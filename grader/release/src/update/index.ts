export { BadRelease } from "./bad-release.ts";
export { carryOut } from "./carry-out.ts";
export { openRelease } from "./open-release.ts";
export { planUpdate, type Update } from "./plan.ts";
