import { toJson } from "@wirelab/model";
import type { Format } from "./format.ts";
import { escapeJson } from "./neutral.ts";

/** The grade report itself, in a line of JSON: what the other formats can be made of later. */
export const json: Format = {
  name: "json",
  each: (report) => [{ path: `json/${report.lab}/${report.submission}.json`, content: `${escapeJson(toJson(report))}\n` }],
};
