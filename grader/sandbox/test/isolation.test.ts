import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { makeBox, runAs, script, titled, users, workspace } from "./support/machine.ts";

describe.for(users.map((user) => [titled("a program in the sandbox", user), user] as const))("%s", ([, user]) => {
  const it = test.skipIf(user.reason !== undefined);
  const runs = (source: string, policy?: Parameters<typeof runAs>[2]): ReturnType<typeof runAs> => runAs(user, script(source), policy);

  it("runs in its folder, and its exit code and output come through", async () => {
    const ran = await runs(`console.log(process.cwd(), fs.readFileSync("main.txt", "utf8")); console.error("oh"); process.exit(7)`);
    expect(ran).toEqual({ code: 7, stdout: "/box the submission\n", stderr: "oh\n" });
  });

  it("does not see the workspace", async () => {
    const file = join(workspace, "pnpm-workspace.yaml");
    expect(existsSync(file)).toBe(true);
    const ran = await runs(`console.log(fs.existsSync(${JSON.stringify(file)}), fs.readdirSync("/").join())`);
    expect(ran.stdout).toMatch(/^false /);
    expect(ran.stdout).not.toMatch(/home|root|var|work/);
  });

  it("sees of the system what interpreters need, and no more", async () => {
    const ran = await runs(
      `console.log(fs.readdirSync("/etc").sort().join(), ["/usr/src", "/usr/include"].map((path) => fs.existsSync(path)).join())`,
    );
    expect(ran.stdout).toMatch(
      /^(alternatives,)?group,host\.conf,hosts,(java-\d+-openjdk,)*(ld\.so\.cache,)?nsswitch\.conf,passwd,protocols,services false,false\n$/,
    );
  });

  it("does not see a secret within the system's folders", async () => {
    const source = `console.log(fs.readdirSync("/usr/share").length)`;
    expect(Number((await runs(source)).stdout)).toBeGreaterThan(0);
    expect((await runs(source, { secret: [workspace, "/usr/share"] })).stdout).toBe("0\n");
  });

  it("sees what was made readable for it, and cannot change it", async () => {
    using tool = makeBox(user);
    const file = JSON.stringify(join(tool.path, "main.txt"));
    const source = `console.log(fs.readFileSync(${file}, "utf8")); attempt(() => fs.appendFileSync(${file}, "!"));`;
    expect((await runs(source, { readable: [tool.path] })).stdout).toBe("the submission\nEROFS\n");
  });

  it("cannot write into its folder, nor anywhere but /tmp", async () => {
    const folders = ["/box", "/usr/bin", "/etc", "/", "/dev", "/tmp"];
    const ran = await runs(`for (const folder of ${JSON.stringify(folders)}) attempt(() => fs.writeFileSync(folder + "/new", ""))`);
    expect(ran.stdout.trim().split("\n")).toEqual([...Array(5).fill("EROFS"), "done"]);
  });

  it("can write into its folder where it may", async () => {
    using box = makeBox(user);
    await runs(`fs.writeFileSync("made", "by the program")`, { box: box.path, writable: [box.path] });
    expect(readFileSync(join(box.path, "made"), "utf8")).toBe("by the program");
  });

  const canAsk = existsSync("/proc/sys/net/ipv4/tcp_child_ehash_entries");
  test.skipIf(user.reason !== undefined || !canAsk)("has a small table of sockets in its network", async () => {
    expect((await runs(`console.log(fs.readFileSync("/proc/sys/net/ipv4/tcp_ehash_entries", "utf8").trim())`)).stdout).toBe("1024\n");
  });

  it("has no network but a loopback of its own", async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { port } = server.address() as { port: number };
      const ran = await runs(`
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

  it("finds localhost, and who it is", async () => {
    expect((await runs(`console.log((await dns.lookup("localhost", 4)).address, os.userInfo().username)`)).stdout).toBe(
      "127.0.0.1 nobody\n",
    );
  });

  it("knows services by their names", async () => {
    expect((await runs(`console.log((await dns.lookupService("127.0.0.1", 7)).service)`)).stdout).toBe("echo\n");
  });

  it("has no power over the machine", async () => {
    const ran = await runs(`
      const status = fs.readFileSync("/proc/self/status", "utf8");
      const fields = ["CapEff", "CapBnd", "NoNewPrivs", "Seccomp"].map((name) => new RegExp(name + ":\\\\s+(\\\\w+)").exec(status)[1]);
      console.log(process.getuid(), process.getgid(), os.hostname(), ...fields);
    `);
    expect(ran.stdout).toBe("65534 65534 sandbox 0000000000000000 0000000000000000 1 2\n");
  });

  it("cannot set up the machine, nor its own processes, through /proc", async () => {
    const files = ["sys/kernel/core_pattern", "sys/net/ipv4/ip_forward", "self/oom_score_adj", "1/mem"].map((name) => `/proc/${name}`);
    const ran = await runs(`for (const file of ${JSON.stringify(files)}) attempt(() => fs.openSync(file, "r+"))`);
    expect(ran.stdout.trim().split("\n")).toEqual(files.map(() => expect.stringMatching(/^(EROFS|EACCES)$/)));
  });

  it("sees no processes but its own, and cannot end what is around it", async () => {
    const ran = await runs(`
      console.log(fs.readdirSync("/proc").filter((name) => Number(name) > 0).length <= 2);
      process.kill(1, "SIGKILL");
      console.log("still there");
    `);
    expect(ran).toMatchObject({ code: 0, stdout: "true\nstill there\n" });
  });

  it("finds neither paths nor variables of the grader's in /proc", async () => {
    vi.stubEnv("GITHUB_TOKEN", "a secret");
    const ran = await runs(`
      for (const file of ["cmdline", "environ"]) console.log(fs.readFileSync("/proc/1/" + file, "utf8").replaceAll("\\0", " "));
      console.log(Object.keys(process.env).sort().join());
    `);
    vi.unstubAllEnvs();
    expect(ran.stdout).toMatch(/^\S*bwrap --args 3 -- prlimit /);
    expect(ran.stdout).toMatch(/\nHOME,LANG,PATH,PWD,PYTHONUNBUFFERED,TMPDIR\n$/);
    for (const word of [workspace, "a secret", "sandbox-test-"]) expect(ran.stdout).not.toContain(word);
  });

  it("goes without any network where it is to", async () => {
    const source = `console.log(fs.readlinkSync("/proc/self/ns/net"), fs.readFileSync("/proc/net/dev", "utf8").split("\\n").length);`;
    const [own, none] = [await runs(source), await runs(source, { offline: true })];
    expect(none.stdout).toMatch(/^net:\[\d+\] 4\n$/);
    expect(none.stdout).not.toBe(own.stdout);
  });
});
