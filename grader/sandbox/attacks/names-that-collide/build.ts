import { writeFileSync } from "node:fs";
import { join } from "node:path";

export default function build(folder: string): void {
  for (const name of ["helper.ts", "Helper.ts"]) writeFileSync(join(folder, name), "");
}
