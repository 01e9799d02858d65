import { join, resolve } from "node:path";
import { root } from "./workspace.ts";

/**
 * Where Node keeps what it has compiled, types stripped: commands and check processes start in half the time. `NODE_COMPILE_CACHE`, Node's
 * own variable, names another folder, as for somebody who may only read the workspace.
 */
export const compileCache = resolve(process.env["NODE_COMPILE_CACHE"] || join(root, "node_modules/.cache/wirelab"));
