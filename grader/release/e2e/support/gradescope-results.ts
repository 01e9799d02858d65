import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const format = z.enum(["text", "html", "simple_format", "md", "ansi"]);
const visibility = z.enum(["hidden", "after_due_date", "after_published", "visible"]);

/** The rules of https://gradescope-autograders.readthedocs.io/en/latest/specs/, section "Output format". */
const results = z.strictObject({
  score: z.number().optional(),
  output: z.string().optional(),
  output_format: format.optional(),
  test_output_format: format.optional(),
  test_name_format: format.optional(),
  visibility: visibility.optional(),
  stdout_visibility: visibility.optional(),
  extra_data: z.record(z.string(), z.unknown()).optional(),
  tests: z.array(
    z.strictObject({
      score: z.number().optional(),
      max_score: z.number().optional(),
      status: z.enum(["passed", "failed"]).optional(),
      name: z.string(),
      number: z.string().optional(),
      output: z.string().optional(),
      tags: z.array(z.string()).optional(),
      // A hidden test would hide the total as well.
      visibility: z.literal("visible"),
    }),
  ),
});

export type Results = z.infer<typeof results>;

/** What Gradescope would take from the folder of results. */
export function resultsIn(folder: string): Results {
  return results.parse(JSON.parse(readFileSync(join(folder, "results.json"), "utf8")));
}
