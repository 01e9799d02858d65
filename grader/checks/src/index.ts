export { text } from "@wirelab/model";
export { expect } from "./matchers/index.ts";
export { pause } from "./pause.ts";
export { Peer, type Bytes } from "./peer.ts";
export { Program, type Exit, type StartOptions } from "./program.ts";
export { canObserve } from "./system/processes.ts";
export { test } from "./test.ts";
