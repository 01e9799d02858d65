import { writeFileSync } from "node:fs";
import type { Target } from "../report-back.ts";
import { zip } from "../zip.ts";

export default function build(folder: string, target: Target): void {
  const entries = ["../../slipped", "../../../../../../../../tmp/slipped", `${target.folder}/slipped`, "src/../../slipped", "..\\slipped"];
  writeFileSync(`${folder}.zip`, zip(Object.fromEntries(entries.map((path) => [path, Buffer.from("out")]))));
}
