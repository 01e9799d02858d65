// Reads through the link that stands for a folder.
import { readFileSync } from "node:fs";
import { reportBack } from "./report-back.ts";

reportBack(() => readFileSync("notes/canary.json", "utf8"));
