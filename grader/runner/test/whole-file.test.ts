import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { owner } from "@wirelab/sandbox";
import { test, vi } from "vitest";
import { WholeFiles } from "../src/store/whole-file.ts";
import { temporaryFolder } from "./support/temporary.ts";

const writer = join(import.meta.dirname, "support/write-for-ever.ts");

test("a file that is there is not created again, only replaced; nothing else is left", async (context) => {
  const { expect } = context;
  const folder = temporaryFolder(context);
  const path = join(folder, "a.json");
  const files = new WholeFiles(folder);
  expect(await files.create(path, "first")).toBe(true);
  expect(await files.create(path, "second")).toBe(false);
  expect(readFileSync(path, "utf8")).toBe("first");
  await files.replace(path, "third");
  expect(readFileSync(path, "utf8")).toBe("third");
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test("whoever reads finds whole files, whenever the writer is killed; the next one removes what it has left", async (context) => {
  const { expect } = context;
  const folder = temporaryFolder(context);
  // In the middle of writing, whatever the machine's load: seen by the part that is there.
  for (let parts: string[] = []; parts.length === 0; parts = partsIn(folder)) {
    const child = spawn(process.execPath, [writer, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const exit = once(child, "exit");
    await once(child.stdout, "data");
    await vi.waitUntil(() => partsIn(folder).length > 0, { timeout: 100_000, interval: 1 });
    child.kill("SIGKILL");
    await exit;
  }
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) expect(JSON.parse(readFileSync(join(folder, name), "utf8"))).toMatchObject({ padding: "x".repeat(2 ** 20) });
  await new WholeFiles(folder).sweep();
  expect(partsIn(folder)).toEqual([]);
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
});

test("what a living writer is about to write stays, and so does what is not ours", async (context) => {
  const { expect } = context;
  const folder = temporaryFolder(context);
  const reused = owner.replace(/\d+$/, (start) => String(Number(start) - 1));
  const elsewhere = owner.replace(/^[0-9a-z]+/, "elsewhere");
  for (const name of [owner, reused, elsewhere]) writeFileSync(join(folder, `${name}-1.part`), "");
  writeFileSync(join(folder, "notes.part"), "");
  await new WholeFiles(folder).sweep();
  expect(partsIn(folder).toSorted()).toEqual([`${owner}-1.part`, `${elsewhere}-1.part`, "notes.part"].toSorted());
});

function partsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".part"));
}
