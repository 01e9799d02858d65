import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { test, vi } from "vitest";
import { goneOwner, owner } from "../src/owner.ts";

test("this process is there, and no part of a name that is not ours is an owner", ({ expect }) => {
  expect([goneOwner(`${owner}-1`), goneOwner("notes-1-2-3"), goneOwner("")]).toEqual([undefined, undefined, undefined]);
});

test.skipIf(process.platform !== "linux")(
  "a process that is dead, and whose parent takes no notice, is gone (Linux only)",
  async ({ expect }) => {
    // The shell becomes a program that asks after no children; its child ends when there is nothing more to read.
    const script = "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 600";
    const parent = spawn("sh", ["-c", script], { stdio: ["pipe", "pipe", "inherit"] });
    try {
      const [said] = (await once(parent.stdout, "data")) as [Buffer];
      const stat = (pid = Number(said.toString())): string[] => readFileSync(`/proc/${pid}/stat`, "latin1").split(" ");
      await vi.waitUntil(() => stat(parent.pid)[1] === "(sleep)", { timeout: 60_000, interval: 5 });
      parent.stdin.end();
      await vi.waitUntil(() => stat()[2] === "Z", { timeout: 60_000, interval: 5 });
      const [space] = owner.split("-");
      const name = `${space}-${stat()[0]}-${stat()[21]}`;
      expect(goneOwner(`${name}-1`)).toBe(name);
    } finally {
      parent.kill("SIGKILL");
    }
  },
);
