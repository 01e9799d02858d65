import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { cleanEnvironment, type ProgramPolicy, sandboxes, whyNoBwrap } from "../src/index.ts";
import { limits } from "../src/policy.ts";

const { bwrap } = sandboxes;
const workspace = dirname(dirname(dirname(import.meta.dirname)));
const reason = await whyNoBwrap();

interface Ran {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a piece of JavaScript as a submission's program, in both rings as the grader does. */
function run(script: string, policy: Partial<ProgramPolicy> = {}): Promise<Ran> {
  const inner = bwrap.wrap(["node", "--input-type=module", "--eval", prelude + script], {
    kind: "program",
    box,
    secret: [workspace],
    ...policy,
  });
  const [command = "", ...args] = bwrap.wrap(inner, { kind: "run" });
  return new Promise((resolve) => {
    execFile(command, args, { env: cleanEnvironment(), cwd: "/", timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

/** What the scripts have at hand; `attempt` prints the code of the error that an action ends in, or "done". */
const prelude = `
  import * as fs from "node:fs"; import * as os from "node:os"; import * as net from "node:net"; import * as dns from "node:dns/promises";
  const attempt = (action) => { try { action(); console.log("done"); } catch (error) { console.log(error.code); } };
`;

let box: string;

beforeAll(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), "sandbox-test-")));
  writeFileSync(join(box, "main.txt"), "the submission");
});

afterAll(() => rmSync(box, { recursive: true, force: true }));

describe.skipIf(reason !== undefined)(`a program in bubblewrap${reason === undefined ? "" : ` (${reason})`}`, () => {
  test("runs in its folder, and its exit code and output come through", async () => {
    const ran = await run(`console.log(process.cwd(), fs.readFileSync("main.txt", "utf8")); console.error("oh"); process.exit(7)`);
    expect(ran).toEqual({ code: 7, stdout: "/box the submission\n", stderr: "oh\n" });
  });

  test("does not see the workspace", async () => {
    expect(existsSync(join(workspace, "pnpm-workspace.yaml"))).toBe(true);
    const ran = await run(
      `console.log(fs.existsSync(${JSON.stringify(join(workspace, "pnpm-workspace.yaml"))}), fs.readdirSync("/").join())`,
    );
    expect(ran.stdout).toMatch(/^false /);
    expect(ran.stdout).not.toMatch(/home|root|var|work/);
  });

  test("does not see a secret within the system's folders", async () => {
    const script = `console.log(fs.readdirSync("/usr/share").length)`;
    expect(Number((await run(script)).stdout)).toBeGreaterThan(0);
    expect((await run(script, { secret: [workspace, "/usr/share"] })).stdout).toBe("0\n");
  });

  test("sees what was made readable for it, and cannot change it", async () => {
    const tool = join(workspace, "package.json");
    const script = `const tool = ${JSON.stringify(tool)}; console.log(fs.statSync(tool).size); attempt(() => fs.appendFileSync(tool, ""));`;
    expect((await run(script, { readable: [tool] })).stdout).toBe(`${readFileSync(tool).length}\nEROFS\n`);
  });

  test("cannot write into its folder, nor anywhere but /tmp", async () => {
    const ran = await run(
      `for (const folder of ["/box", "/usr", "/etc", "/", "/dev", "/tmp"]) attempt(() => fs.writeFileSync(folder + "/new", ""))`,
    );
    expect(ran.stdout.trim().split("\n")).toEqual([...Array(5).fill("EROFS"), "done"]);
    expect(existsSync(join(box, "new"))).toBe(false);
  });

  test("can write into its folder where it may", async () => {
    await run(`fs.writeFileSync("made", "by the program")`, { writable: [box] });
    expect(readFileSync(join(box, "made"), "utf8")).toBe("by the program");
  });

  test("has no network but a loopback of its own", async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { port } = server.address() as { port: number };
      const ran = await run(`
        console.log(Object.keys(os.networkInterfaces()).join());
        const tried = (options) => new Promise((done) => net.connect(options).on("connect", () => done("connected")).on("error", (error) => done(error.code)));
        console.log(await tried({ port: ${port}, host: "127.0.0.1" }), await tried({ port: 53, host: "192.0.2.1" }));
        const own = net.createServer().listen(8080, "127.0.0.1", async () => { console.log(await tried({ port: 8080, host: "127.0.0.1" })); process.exit(); });
      `);
      expect(ran.stdout).toBe("lo\nECONNREFUSED ENETUNREACH\nconnected\n");
    } finally {
      server.close();
    }
  });

  test("finds localhost", async () => {
    expect((await run(`console.log((await dns.lookup("localhost", 4)).address)`)).stdout).toBe("127.0.0.1\n");
  });

  test("is nobody, and has no power over the machine", async () => {
    const ran = await run(
      `console.log(process.getuid(), process.getgid(), os.hostname(), /CapEff:\\s+(\\w+)/.exec(fs.readFileSync("/proc/self/status"))[1])`,
    );
    expect(ran.stdout).toBe("65534 65534 sandbox 0000000000000000\n");
  });

  test("sees no processes but its own", async () => {
    const ran = await run(`console.log(fs.readdirSync("/proc").filter((name) => Number(name) > 0).length)`);
    expect(Number(ran.stdout)).toBeLessThanOrEqual(2);
  });

  test("does not see the grader's environment", async () => {
    vi.stubEnv("GITHUB_TOKEN", "a secret");
    const ran = await run(
      `console.log(Object.keys(process.env).sort().join(), fs.readFileSync("/proc/1/environ", "utf8").includes("a secret"))`,
    );
    vi.unstubAllEnvs();
    expect(ran.stdout).toBe("HOME,LANG,PATH,PWD,TMPDIR false\n");
  });

  test.for([
    ["/tmp", limits.tmpBytes],
    ["/dev/shm", limits.sharedMemoryBytes],
  ] as const)("cannot put more into %s than %i bytes", async ([folder, size]) => {
    const fill = (bytes: number): string => `attempt(() => fs.writeFileSync("${folder}/fill", Buffer.alloc(${bytes})));`;
    expect((await run(fill(size) + fill(size + 1))).stdout).toBe("done\nENOSPC\n");
  });

  test("cannot make a bigger file than it may", async () => {
    const size = limits.fileBytes;
    const ran = await run(
      `const file = fs.openSync("big", "w"); attempt(() => fs.ftruncateSync(file, ${size})); attempt(() => fs.ftruncateSync(file, ${size + 1}));`,
      { writable: [box] },
    );
    expect(ran.stdout).toBe("done\nEFBIG\n");
  });

  test("cannot take more memory than it may", async () => {
    const take = (bytes: number): string => `new Uint8Array(${bytes}).fill(1); console.log("taken");`;
    expect((await run(take(2 ** 26))).stdout).toBe("taken\n");
    expect(await run(take(limits.dataBytes))).toMatchObject({ stdout: "" });
  });
});
