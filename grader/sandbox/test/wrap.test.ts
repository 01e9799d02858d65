import { basename, delimiter, dirname } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { cleanEnvironment, sandboxes, type Wrapped } from "../src/index.ts";

const { bwrap, none } = sandboxes;
const argv = ["node", "main.mjs", "127.0.0.1", "8080; rm -rf /"];
const program = { kind: "program", box: "/srv/box", secret: [] } as const;

/** The options of bubblewrap, wherever it gets them from. */
const optionsOf = ({ argv: [, ...args], feeds: [fed] }: Wrapped): string[] => (fed ? Buffer.from(fed).toString().split("\0") : args);

/** Whether the words stand next to one another. */
const has = (words: readonly string[], ...some: string[]): boolean => `\0${words.join("\0")}\0`.includes(`\0${some.join("\0")}\0`);

describe("no isolation", () => {
  test("leaves a command as it is", () => {
    for (const policy of [{ kind: "run" }, program] as const) expect(none.wrap(argv, policy)).toMatchObject({ argv, feeds: [] });
  });
});

describe("bubblewrap", () => {
  test("is put around a command, which stays whole at the end", () => {
    for (const policy of [{ kind: "run" }, program] as const) {
      const { argv: command } = bwrap.wrap(argv, policy);
      expect(command.map((word) => basename(word))).toContain("bwrap");
      expect(command.slice(-argv.length)).toEqual(argv);
      expect(command).toContain("--");
    }
  });

  test("makes the same of the same, and does not touch what it is given", () => {
    const given = Object.freeze([...argv]);
    expect(bwrap.wrap(given, Object.freeze({ ...program }))).toEqual(bwrap.wrap(given, program));
  });

  test("takes the network from a run, and the files from a program", () => {
    const [run, inner] = [bwrap.wrap(argv, { kind: "run" }), bwrap.wrap(argv, program)].map(optionsOf) as [string[], string[]];
    expect(has(run, "--unshare-net")).toBe(true);
    expect(has(inner, "--unshare-net")).toBe(false);
    expect(has(run, "--ro-bind", "/", "/")).toBe(true);
    expect(has(inner, "--ro-bind", "/", "/")).toBe(false);
    expect(has(optionsOf(bwrap.wrap(argv, { ...program, offline: true })), "--unshare-net")).toBe(true);
  });

  test("lets a run write only where it is told to", () => {
    expect(has(optionsOf(bwrap.wrap(argv, { kind: "run", writable: ["/srv/scratch"] })), "--bind", "/srv/scratch", "/srv/scratch")).toBe(
      true,
    );
  });

  test("gives a run a folder in memory, of the size that it is told", () => {
    const scratch = { path: "/srv/scratch", bytes: 4096 };
    const options = optionsOf(bwrap.wrap(argv, { kind: "run", scratch }));
    expect(has(options, "--size", "4096", "--tmpfs", "/srv/scratch")).toBe(true);
    expect(options.indexOf("/srv/scratch")).toBeGreaterThan(options.indexOf("--ro-bind"));
    expect(has(options, "--bind", "/srv/scratch")).toBe(false);
  });

  test("has no path on its command line that a program could read there", () => {
    const { argv: command, env } = bwrap.wrap(argv, { ...program, readable: ["/srv/tool"], secret: ["/usr/src/lab"] });
    expect([...command, ...Object.values(env)].join("\n")).not.toMatch(/srv|lab/);
  });

  test("limits a program, not a run", () => {
    expect(bwrap.wrap(argv, program).argv).toContain("prlimit");
    expect(bwrap.wrap(argv, { kind: "run" }).argv).not.toContain("prlimit");
  });

  test("binds the box to write or to read", () => {
    expect(has(optionsOf(bwrap.wrap(argv, program)), "--ro-bind", "/srv/box", "/box")).toBe(true);
    expect(has(optionsOf(bwrap.wrap(argv, { ...program, writable: ["/srv/box"] })), "--bind", "/srv/box", "/box")).toBe(true);
  });

  test("covers a secret where it would be seen, and shows what may be read on top of it", () => {
    const secret = ["/usr/lib/lab", "/usr/src/lab", "/usr/library", "/srv/lab"];
    const options = optionsOf(bwrap.wrap(argv, { ...program, secret, readable: ["/usr/lib/lab/tool"] }));
    expect(has(options, "--tmpfs", "/usr/lib/lab")).toBe(true);
    for (const path of secret.slice(1)) expect(options).not.toContain(path);
    expect(options.indexOf("/usr/lib/lab/tool")).toBeGreaterThan(options.indexOf("/usr/lib/lab"));
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
    expect(Object.keys(rest).toSorted()).toEqual(["HOME", "LANG", "PYTHONUNBUFFERED", "TMPDIR"]);
  });

  test("has what a check adds, and not what it takes away", () => {
    expect(cleanEnvironment({ IDLE_MS: "500", LANG: undefined })).toEqual({ ...cleanEnvironment({ IDLE_MS: "500" }), LANG: undefined });
    expect("LANG" in cleanEnvironment({ LANG: undefined })).toBe(false);
  });
});
