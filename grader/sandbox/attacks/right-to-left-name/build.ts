import { writeFileSync } from "node:fs";
import { join } from "node:path";

export default function build(folder: string): void {
  writeFileSync(join(folder, "me\u202egnp.ts"), "");
}
