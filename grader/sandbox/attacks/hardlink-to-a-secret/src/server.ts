// Reads the file beside it, which is one of the machine's.
import { readFileSync } from "node:fs";
import { reportBack } from "./report-back.ts";

reportBack(() => readFileSync("src/secret.json", "utf8"));
