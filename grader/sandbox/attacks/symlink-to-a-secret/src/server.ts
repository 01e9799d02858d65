// Reads what the link beside it points to.
import { readFileSync } from "node:fs";
import { reportBack } from "./report-back.ts";

reportBack(() => readFileSync("src/secret.json", "utf8"));
