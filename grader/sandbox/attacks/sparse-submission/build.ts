import { closeSync, ftruncateSync, openSync } from "node:fs";
import { join } from "node:path";

export default function build(folder: string): void {
  const file = openSync(join(folder, "notes.txt"), "w");
  ftruncateSync(file, 100e9);
  closeSync(file);
}
