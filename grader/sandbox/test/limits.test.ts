import { describe, expect, test } from "vitest";
import { programLimits } from "../src/limits.ts";
import { makeBox, runAs, script, titled, users } from "./support/machine.ts";

describe.for(users.map((user) => [titled("a program that wants too much", user), user] as const))("%s", ([, user]) => {
  const it = test.skipIf(user.reason !== undefined);

  it.for([
    ["/tmp", programLimits.tmpBytes],
    ["/dev/shm", programLimits.sharedMemoryBytes],
  ] as const)("cannot put more into %s than %i bytes", async ([folder, size]) => {
    const fill = (bytes: number): string => `attempt(() => fs.writeFileSync("${folder}/fill", Buffer.alloc(${bytes})));`;
    expect((await runAs(user, script(fill(size) + fill(size + 1)))).stdout).toBe("done\nENOSPC\n");
  });

  it("cannot make a bigger file than it may", async () => {
    using box = makeBox(user);
    const size = programLimits.fileBytes;
    const source = `const file = fs.openSync("big", "w"); for (const more of [0, 1]) attempt(() => fs.ftruncateSync(file, ${size} + more));`;
    expect((await runAs(user, script(source), { box: box.path, writable: [box.path] })).stdout).toBe("done\nEFBIG\n");
  });

  it("cannot take more memory than it may", async () => {
    const take = (bytes: number): string[] => script(`new Uint8Array(${bytes}).fill(1); console.log("taken");`);
    expect((await runAs(user, take(2 ** 26))).stdout).toBe("taken\n");
    expect(await runAs(user, take(programLimits.dataBytes))).toMatchObject({ stdout: "" });
  });

  it("cannot open more files than it may", async () => {
    const source = `let open = 0; try { for (;;) { fs.openSync("/dev/null"); open += 1; } } catch (error) { console.log(error.code, open); }`;
    const [code, open] = (await runAs(user, script(source))).stdout.trim().split(" ");
    expect(code).toBe("EMFILE");
    expect(Number(open)).toBeGreaterThan(programLimits.openFiles - 100);
    expect(Number(open)).toBeLessThan(programLimits.openFiles);
  });

  it("is the first to be ended where memory runs out", async () => {
    const argv = script(`console.log(fs.readFileSync("/proc/self/oom_score_adj", "utf8").trim())`);
    expect((await runAs(user, argv, {}, "program")).stdout).toBe("1000\n");
  });

  it("cannot raise its limits", async () => {
    const { stdout, code } = await runAs(user, [
      "sh",
      "-c",
      "ulimit -H -n; ulimit -H -u 2>/dev/null || ulimit -H -p; ulimit -H -t; ulimit -n 100000",
    ]);
    const { openFiles, processes, cpuSeconds } = programLimits;
    expect(stdout).toBe(`${openFiles}\n${processes}\n${cpuSeconds}\n`);
    expect(code).not.toBe(0);
  });

  test.skipIf(user.reason !== undefined || user.name === "root")(
    "cannot have more processes than it may (left out for root, whose the kernel does not count)",
    async () => {
      const source = `
      let count = 0;
      const more = () => new Promise((resolve) => {
        const child = spawn("sleep", ["60"], { stdio: "ignore" });
        child.on("error", (error) => resolve(error.code));
        child.on("spawn", () => resolve(undefined));
      });
      const { spawn } = await import("node:child_process");
      for (;;) { const code = await more(); if (code) { console.log(code, count); process.exit(); } count += 1; }
    `;
      const [code, count] = (await runAs(user, script(source))).stdout.trim().split(" ");
      expect(code).toBe("EAGAIN");
      expect(Number(count)).toBeGreaterThan(programLimits.processes / 2);
      expect(Number(count)).toBeLessThan(programLimits.processes);
    },
  );
});
