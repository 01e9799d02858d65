import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findCgroups } from "../src/cgroups/find.ts";
import { RunGroup, sweepGroups } from "../src/cgroups/group.ts";
import { owner } from "../src/owner.ts";
import { runLimits } from "../src/limits.ts";
import { users } from "./support/machine.ts";

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), "cgroups-test-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A machine on paper: its /proc, and what its control groups look like. */
function machine(own: string, mounts: readonly string[], files: Readonly<Record<string, string>>): string {
  const proc = join(root, "proc");
  mkdirSync(join(proc, "self"), { recursive: true });
  writeFileSync(join(proc, "self/cgroup"), own);
  writeFileSync(join(proc, "self/mountinfo"), mounts.map((mount, index) => `${index} 1 0:${index} ${mount}\n`).join(""));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return proc;
}

describe("control groups are found", () => {
  test("of version 2, in the nearest group that hands its controllers on", () => {
    const proc = machine("0::/user/app/scope\n", [`/ ${root}/fs rw - cgroup2 cgroup2 rw,nsdelegate`], {
      "fs/user/app/scope/cgroup.subtree_control": "",
      "fs/user/app/scope/cgroup.procs": "",
      "fs/user/app/cgroup.subtree_control": "cpu memory pids\n",
      "fs/user/app/cgroup.procs": "",
      "fs/user/cgroup.subtree_control": "cpu memory pids\n",
      "fs/user/cgroup.procs": "",
    });
    const app = join(root, "fs/user/app");
    expect(findCgroups(proc)).toEqual({ version: 2, parents: { memory: app, pids: app } });
  });

  test("of version 1, each controller in its own tree, and seen through a mount of a part", () => {
    const proc = machine(
      "4:memory:/docker/abc/run\n3:cpu,cpuacct:/\n2:pids:/\n0::/\n",
      [`/docker/abc ${root}/memory rw - cgroup cgroup rw,memory`, `/ ${root}/p\\040ids rw shared:1 - cgroup cgroup rw,pids`],
      { "memory/run/cgroup.procs": "", "p ids/cgroup.procs": "" },
    );
    expect(findCgroups(proc)).toEqual({ version: 1, parents: { memory: join(root, "memory/run"), pids: join(root, "p ids") } });
  });

  test("not where nobody hands any on, nor where there are none", () => {
    const proc = machine("0::/\n", [`/ ${root}/fs rw - cgroup2 cgroup2 rw`], {
      "fs/cgroup.subtree_control": "cpu\n",
      "fs/cgroup.procs": "",
    });
    expect(findCgroups(proc)).toBeUndefined();
    expect(findCgroups(join(root, "no such"))).toBeUndefined();
  });
});

describe("a group for a run", () => {
  test("is limited in memory, swap and processes", async () => {
    // On paper a group's files are not there until they are written; its folder is not empty then, and so is not removed.
    await RunGroup.make({ version: 2, parents: { memory: root, pids: root } });
    const [name = ""] = await readdir(root);
    const setting = (file: string): string => readFileSync(join(root, name, file), "utf8");
    expect(setting("memory.max")).toBe(String(runLimits.memoryBytes));
    expect(setting("memory.swap.max")).toBe("0");
    expect(setting("pids.max")).toBe(String(runLimits.processes));
  });

  test("is removed by the next start where its grader was killed, and stays where that lives or is of another container", async () => {
    const reused = owner.replace(/\d+$/, (start) => String(Number(start) - 1));
    const elsewhere = owner.replace(/^[0-9a-z]+/, "elsewhere");
    const names = [owner, reused, elsewhere].map((name) => `wirelab.${name}-1`);
    for (const name of [...names, "user.slice"]) mkdirSync(join(root, name));
    await sweepGroups({ version: 1, parents: { memory: root } });
    expect(new Set(await readdir(root))).toEqual(new Set(["user.slice", names[0], names[2]]));
  });

  test("is none where it cannot be made", async () => {
    expect(await RunGroup.make({ version: 2, parents: { memory: join(root, "no such") } })).toBeUndefined();
  });
});

const found = findCgroups();
const [{ reason } = {}] = users;
const memoryLimit = found?.version === 1 ? "memory.limit_in_bytes" : "memory.max";

describe.skipIf(!found)(`a group of this machine's own${found ? "" : " (left out: this machine has none to give)"}`, () => {
  /** A Node in the group, which tells that it is there and then does what it is told. */
  const member = async (group: RunGroup, source: string): Promise<{ exit: Promise<unknown[]>; pid: number }> => {
    const module = fileURLToPath(new URL("../src/cgroups/group.ts", import.meta.url));
    const script = `(await import(${JSON.stringify(module)})).joinGroup(${JSON.stringify(group.folders)}); console.log("joined"); ${source}`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: ["ignore", "pipe", "ignore"] });
    const exit = once(child, "exit");
    await once(child.stdout, "data");
    return { exit, pid: child.pid as number };
  };

  test("ends all that is in it, children that left their parent too, and is gone", async () => {
    const group = (await RunGroup.make()) as RunGroup;
    const daemon = `(await import("node:child_process")).spawn("sleep", ["600"], { detached: true, stdio: "ignore" }).unref();`;
    const { exit } = await member(group, `${daemon} setInterval(() => {}, 1000);`);
    await group[Symbol.asyncDispose]();
    expect(await exit).toEqual([null, "SIGKILL"]);
    for (const folder of group.folders) expect(await readdir(folder).catch((error: NodeJS.ErrnoException) => error.code)).toBe("ENOENT");
  });

  test("whose grader was killed is ended by the next start, with all that is in it", async () => {
    const module = fileURLToPath(new URL("../src/cgroups/group.ts", import.meta.url));
    // As a killed grader leaves it: what had joined lives on.
    const script = `
      const { RunGroup } = await import(${JSON.stringify(module)});
      const { spawn } = await import("node:child_process");
      const { folders } = await RunGroup.make();
      const { pid } = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
      for (const folder of folders) (await import("node:fs")).writeFileSync(folder + "/cgroup.procs", String(pid));
      console.log(JSON.stringify({ folders, pid }));
      process.kill(process.pid, "SIGKILL");`;
    const grader = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: ["ignore", "pipe", "inherit"] });
    const exit = once(grader, "exit");
    const { folders, pid } = JSON.parse(await text(grader.stdout)) as { folders: string[]; pid: number };
    await exit;
    expect(folders.every((folder) => existsSync(folder))).toBe(true);
    await sweepGroups();
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
    // Dead, though whoever has adopted it may not have taken notice yet.
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, "latin1") : "Z";
    expect(stat).toContain("Z");
  });

  test.skipIf(!found?.parents.pids)("has no more processes than it may", async () => {
    await using group = (await RunGroup.make()) as RunGroup;
    writeFileSync(join(group.folders.at(-1) ?? "", "pids.max"), "30");
    const bomb = `
      const { spawn } = await import("node:child_process");
      for (let count = 0; count < 60; count++) {
        const failed = await new Promise((done) => spawn("sleep", ["60"], { stdio: "ignore" }).on("error", () => done(true)).on("spawn", () => done(false)));
        if (failed) process.exit(count < 30 ? 3 : 4);
      }`;
    expect(await (await member(group, bomb)).exit).toEqual([3, null]);
  });

  test.skipIf(!found?.parents.memory)("is ended where it takes more memory than it may", async () => {
    await using group = (await RunGroup.make()) as RunGroup;
    // The tighter limit is for memory and swap together, and may not be lower than that for memory alone.
    writeFileSync(join(group.folders[0] ?? "", memoryLimit), String(128 * 2 ** 20));
    const { exit } = await member(group, `const kept = []; for (;;) kept.push(Buffer.alloc(2 ** 20, 1));`);
    expect(await exit).toEqual([null, "SIGKILL"]);
  });

  // The size of a file system in memory does not count them: without a group, there is nothing in the kernel that does.
  test.skipIf(!found?.parents.memory || reason !== undefined)(
    "ends a program that makes empty files without end, and not who started it",
    async () => {
      await using group = (await RunGroup.make()) as RunGroup;
      writeFileSync(join(group.folders[0] ?? "", memoryLimit), String(192 * 2 ** 20));
      const flood = `const fs = require("node:fs"); for (let name = 0; name < 3_000_000; name++) fs.writeFileSync("/tmp/" + name, "");`;
      const { exit } = await member(
        group,
        `const { run, sandboxes } = await import(${JSON.stringify(fileURLToPath(new URL("../src/index.ts", import.meta.url)))});
       const flood = sandboxes.bwrap.wrap(["node", "--eval", ${JSON.stringify(flood)}], { kind: "program", box: "/usr", secret: [] });
       const { code } = await run(flood, { cwd: "/", timeout: 110_000 });
       process.exit(code === 137 ? 3 : 4);`,
      );
      expect(await exit).toEqual([3, null]);
    },
  );
});
