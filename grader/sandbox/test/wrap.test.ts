import { delimiter, dirname } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { cleanEnvironment, sandboxes } from "../src/index.ts";

const { bwrap, none } = sandboxes;
const argv = ["node", "main.mjs", "127.0.0.1", "8080; rm -rf /"];
const program = { kind: "program", box: "/srv/box", secret: [] } as const;

/** Whether the words stand next to one another in a command. */
const has = (command: readonly string[], ...words: string[]): boolean => `\0${command.join("\0")}\0`.includes(`\0${words.join("\0")}\0`);

describe("no isolation", () => {
  test("leaves a command as it is", () => {
    expect(none.wrap(argv, { kind: "run" })).toEqual(argv);
    expect(none.wrap(argv, program)).toEqual(argv);
  });
});

describe("bubblewrap", () => {
  test("is put around a command, which stays whole at the end", () => {
    for (const policy of [{ kind: "run" }, program] as const) {
      const command = bwrap.wrap(argv, policy);
      expect(command[0]).toBe("bwrap");
      expect(command.slice(-argv.length)).toEqual(argv);
      expect(command).toContain("--");
    }
  });

  test("makes the same of the same, and does not touch what it is given", () => {
    const given = Object.freeze([...argv]);
    expect(bwrap.wrap(given, Object.freeze({ ...program }))).toEqual(bwrap.wrap(given, program));
  });

  test("takes the network from a run, and the files from a program", () => {
    const [run, inner] = [bwrap.wrap(argv, { kind: "run" }), bwrap.wrap(argv, program)];
    expect(has(run, "--unshare-net")).toBe(true);
    expect(has(inner, "--unshare-net")).toBe(false);
    expect(has(run, "--dev-bind", "/", "/")).toBe(true);
    expect(has(inner, "--dev-bind", "/", "/")).toBe(false);
  });

  test("limits a program, not a run", () => {
    expect(bwrap.wrap(argv, program)).toContain("prlimit");
    expect(bwrap.wrap(argv, { kind: "run" })).not.toContain("prlimit");
  });

  test("binds the box to write or to read", () => {
    expect(has(bwrap.wrap(argv, program), "--ro-bind", "/srv/box", "/box")).toBe(true);
    expect(has(bwrap.wrap(argv, { ...program, writable: ["/srv/box"] }), "--bind", "/srv/box", "/box")).toBe(true);
  });

  test("covers a secret where it would be seen, and shows what may be read on top of it", () => {
    const command = bwrap.wrap(argv, { ...program, secret: ["/usr/src/lab", "/usrlab", "/srv/lab"], readable: ["/usr/src/lab/tool"] });
    expect(has(command, "--tmpfs", "/usr/src/lab")).toBe(true);
    expect(command).not.toContain("/usrlab");
    expect(command).not.toContain("/srv/lab");
    expect(command.indexOf("/usr/src/lab/tool")).toBeGreaterThan(command.indexOf("/usr/src/lab"));
  });
});

describe("a clean environment", () => {
  afterEach(() => void vi.unstubAllEnvs());

  test("has nothing of the grader's but the way to its programs", () => {
    vi.stubEnv("GITHUB_TOKEN", "secret");
    vi.stubEnv("NODE_OPTIONS", "--require=./evil.js");
    vi.stubEnv("PATH", "/usr/bin");
    const { PATH, ...rest } = cleanEnvironment();
    expect(PATH?.split(delimiter)).toEqual([dirname(process.execPath), "/usr/bin"]);
    expect(Object.keys(rest).toSorted()).toEqual(["HOME", "LANG", "TMPDIR"]);
  });

  test("has what a check adds", () => {
    expect(cleanEnvironment({ IDLE_MS: "500" })).toMatchObject({ IDLE_MS: "500", LANG: "C.UTF-8" });
  });
});
