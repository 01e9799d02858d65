import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { allow, assemble, hasArgument, isCall, refuse, unless, when } from "../src/seccomp/bpf.ts";
import { seccompFilter } from "../src/seccomp/filter.ts";
import { verdictOf } from "./support/bpf-machine.ts";
import { runAs, script, titled, users } from "./support/machine.ts";

const eperm = 0x0005_0001;
const allowed = 0x7fff_0000;

describe("a filter", () => {
  test("is eight bytes an instruction", () => {
    expect(Buffer.from(assemble(when(isCall(7), refuse(1)))).toString("hex")).toBe("200000000000000015000001070000000600000001000500");
  });

  test("goes through a block where it should, and past it where it should not", () => {
    const program = assemble([...when(isCall(7), [...unless(hasArgument(0, 1), refuse(1)), ...refuse(2)]), ...allow]);
    expect(verdictOf(program, { number: 7, args: [0] })).toBe(0x0005_0001);
    expect(verdictOf(program, { number: 7, args: [1] })).toBe(0x0005_0002);
    expect(verdictOf(program, { number: 8, args: [1] })).toBe(allowed);
  });

  // Only one of the two can be tried for real on a machine: both are tried on paper.
  test.for([
    { architecture: "x64", audit: 0xc000_003e, unshare: 272, clone: 56, read: 0, socket: 41 },
    { architecture: "arm64", audit: 0xc000_00b7, unshare: 97, clone: 220, read: 63, socket: 198 },
  ])("on $architecture, refuses what leads out and allows what does not", ({ architecture, audit, unshare, clone, read, socket }) => {
    const filter = seccompFilter(architecture);
    const verdict = (number: number, ...args: number[]): number => verdictOf(filter, { number, audit, args });
    expect(verdict(read)).toBe(allowed);
    expect(verdict(unshare, 0x1000_0000)).toBe(eperm);
    expect(verdict(clone, 0x1000_0011)).toBe(eperm);
    expect(verdict(clone, 0x003d_0f00)).toBe(allowed);
    expect(verdict(435)).toBe(0x0005_0000 | 38);
    expect(
      [
        [1, 1],
        [2, 1],
        [10, 0x8_0002],
        [16, 3],
      ].map((args) => verdict(socket, ...args, 0)),
    ).toEqual(Array(4).fill(allowed));
    expect(
      [
        [17, 3],
        [40, 1],
        [38, 5],
      ].map((args) => verdict(socket, ...args, 0)),
    ).toEqual(Array(3).fill(0x0005_0000 | 97));
    expect(verdictOf(filter, { number: read, audit: audit ^ 1 })).toBe(0x8000_0000);
  });

  test("is not made for an architecture whose numbers are not known", () => {
    expect(() => seccompFilter("mips")).toThrow(/mips/);
  });
});

const hasPython = spawnSync("/usr/bin/python3", ["--version"]).status === 0;

describe.for(users.map((user) => [titled("a program", user), user] as const))("%s", ([, user]) => {
  const it = test.skipIf(user.reason !== undefined);

  test.skipIf(user.reason !== undefined || !hasPython || process.arch !== "x64")(
    "is refused the calls that lead out (needs Python 3, on x64)",
    async () => {
      const calls = {
        ...{ unshare: [272, 0x1000_0000], setns: [308, 0, 0], clone: [56, 0x1000_0011, 0, 0, 0, 0], mount: [165, 0, 0, 0, 0, 0] },
        ...{ ptrace: [101, 0, 0, 0, 0], process_vm_readv: [310, 1, 0, 0, 0, 0, 0], keyctl: [250, 0, 0], bpf: [321, 0, 0, 0] },
        ...{ io_uring_setup: [425, 1, 0], userfaultfd: [323, 0], perf_event_open: [298, 0, 0, 0, 0, 0], pidfd_getfd: [438, 0, 0, 0] },
        ...{ TIOCSTI: [16, 0, 0x5412, 0], clone3: [435, 0, 0], shmget: [29, 0, 4096, 0o1600], x32: [0x4000_0027] },
      };
      const source = `
import ctypes, errno, json
libc = ctypes.CDLL(None, use_errno=True)
def call(args):
    ctypes.set_errno(0)
    return [libc.syscall(*args), errno.errorcode.get(ctypes.get_errno())]
print(json.dumps({name: call(args) for name, args in json.loads('${JSON.stringify(calls)}').items()}))`;
      const { stdout } = await runAs(user, ["python3", "-c", source]);
      const missing = new Set(["clone3", "shmget", "x32"]);
      const expected = Object.keys(calls).map((name) => [name, [-1, missing.has(name) ? "ENOSYS" : "EPERM"]]);
      expect(JSON.parse(stdout)).toEqual(Object.fromEntries(expected));
    },
  );

  it("has all of Node: workers, clusters, children, sockets of all kinds", async () => {
    const source = `
      import { Worker } from "node:worker_threads"; import * as dgram from "node:dgram";
      const worker = new Worker("(await import('node:worker_threads')).parentPort.postMessage('worker')", { eval: true });
      console.log((await once(worker, "message"))[0]);
      console.log(spawnSync("echo", ["child"]).stdout.toString().trim());
      fs.writeFileSync("/tmp/cluster.cjs", \`
        const cluster = require("cluster"), net = require("net");
        if (cluster.isPrimary) { cluster.fork(); cluster.on("message", (worker, message) => { console.log(message); worker.kill(); }); }
        else net.createServer().listen(9099, () => process.send("cluster"));\`);
      console.log(spawnSync("node", ["/tmp/cluster.cjs"]).stdout.toString().trim());
      const datagrams = dgram.createSocket("udp6").bind(0, "::1"); await once(datagrams, "listening"); datagrams.close();
      const local = net.createServer().listen("/tmp/socket"); await once(local, "listening"); local.close();
      console.log(Object.keys(os.networkInterfaces()).join());
    `;
    expect((await runAs(user, script(source))).stdout).toBe("worker\nchild\ncluster\nlo\n");
  });

  test.skipIf(user.reason !== undefined || !hasPython)("has all of Python: threads, processes, asyncio (needs Python 3)", async () => {
    const source = `
import asyncio, concurrent.futures, subprocess
with concurrent.futures.ThreadPoolExecutor(50) as pool: print(sum(pool.map(abs, range(-100, 0))))
with concurrent.futures.ProcessPoolExecutor(2) as pool: print(list(pool.map(abs, [-1, -2])))
print(subprocess.run(["echo", "child"], capture_output=True).stdout)
async def main():
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "localhost", 9000)
    reader, _ = await asyncio.open_connection("localhost", 9000)
    print(await reader.read())
asyncio.run(main())`;
    expect((await runAs(user, ["python3", "-c", source])).stdout).toBe("5050\n[1, 2]\nb'child\\n'\nb''\n");
  });
});
