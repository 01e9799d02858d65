import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Target } from "../../../sandbox/attacks/report-back.ts";
import { type Attack, corpus } from "./case.ts";

/** What belongs to the corpus and not to the submission. */
const ours = new Set(["case.json", "build.ts"]);

/** Hands an attack in: puts its submission into a class, knowing all about the machine. */
export async function layOut(attack: Attack, target: Target, classFolder: string): Promise<string> {
  const folder = join(classFolder, attack.student, attack.lab);
  mkdirSync(folder, { recursive: true });
  cpSync(attack.folder, folder, { recursive: true, filter: (source) => !ours.has(basename(source)) });
  writeFileSync(join(folder, "target.json"), JSON.stringify(target));
  fillIn(folder, target);
  const build = join(attack.folder, "build.ts");
  if (existsSync(build)) {
    const module = (await import(pathToFileURL(build).href)) as { default: (folder: string, target: Target) => void };
    module.default(folder, target);
  }
  if (attack.archive) rmSync(folder, { recursive: true });
  else if (existsSync(join(folder, "src"))) complete(folder);
  return folder;
}

/** Adds what every attack has: its way to report back, and a client, so that what is said is about the server. */
function complete(folder: string): void {
  cpSync(join(corpus, "report-back.ts"), join(folder, "src/report-back.ts"));
  writeFileSync(join(folder, "src/client.js"), "process.exitCode = 1;\n");
}

/** Puts the path of the folder with the secret into the sources that name it before anything runs. */
function fillIn(folder: string, target: Target): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path, "utf8");
    if (content.includes("@@FOLDER@@")) writeFileSync(path, content.replaceAll("@@FOLDER@@", target.folder));
  }
}
