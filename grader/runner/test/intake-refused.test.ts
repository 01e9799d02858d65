import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { describe, test, type TestContext } from "vitest";
import { intake, program, submission, temporaryFolder, write } from "./support/intake.ts";

const gibi = 2 ** 30;

/** Something that is refused, made in a submission. */
interface Attack {
  readonly name: string;
  readonly make: (folder: string, context: TestContext) => unknown;
  /** Under which path it is named, and why. */
  readonly path: string;
  readonly says: RegExp;
}

const attacks: readonly Attack[] = [
  { name: "a link to a file", make: (at) => symlinkSync("/etc/passwd", join(at, "x")), path: "x", says: /symbolic link/ },
  { name: "a link to a folder", make: (at) => symlinkSync("/etc", join(at, "x")), path: "x", says: /symbolic link/ },
  { name: "a link that leads nowhere", make: (at) => symlinkSync("no/such", join(at, "x")), path: "x", says: /symbolic link/ },
  { name: "a FIFO", make: (at) => execFileSync("mkfifo", [join(at, "x")]), path: "x", says: /named pipe/ },
  {
    name: "a socket",
    make: async (at, { onTestFinished }) => {
      const server = createServer().listen(join(at, "x"));
      onTestFinished(() => void server.close());
      await once(server, "listening");
    },
    path: "x",
    says: /socket/,
  },
  {
    name: "a hard link",
    make: (at, context) => linkSync(join(write(temporaryFolder(context), { secret: "s" }), "secret"), join(at, "x")),
    path: "x",
    says: /hard link/,
  },
  {
    name: "a sparse file of 100 GB",
    make: (at) => {
      writeFileSync(join(at, "x"), "");
      truncateSync(join(at, "x"), 100 * gibi);
    },
    path: "x",
    says: /sparse/,
  },
  {
    name: "a file that is too large",
    make: (at) => writeFileSync(join(at, "x"), Buffer.alloc(65 * 2 ** 20, 7)),
    path: "x",
    says: /65 MiB, of 64/,
  },
  { name: "a line break in a name", make: (at) => writeFileSync(join(at, "a\nb"), ""), path: "a\\nb", says: /control character/ },
  { name: "an escape in a name", make: (at) => writeFileSync(join(at, "a\x1b[2J"), ""), path: "a\\x1b[2J", says: /control character/ },
  {
    name: "a turned reading direction",
    make: (at) => writeFileSync(join(at, "a\u202est.ts"), ""),
    path: "a\\xe2\\x80\\xaest.ts",
    says: /reading direction/,
  },
  {
    name: "a name that is not UTF-8",
    make: (at) => writeFileSync(Buffer.concat([Buffer.from(`${at}/a`), Buffer.from([0xff])]), ""),
    path: "a\\xff",
    says: /not valid UTF-8/,
  },
  { name: "a device of Windows", make: (at) => writeFileSync(join(at, "CON.ts"), ""), path: "CON.ts", says: /no "CON.ts" on Windows/ },
  { name: "a name that ends in a dot", make: (at) => writeFileSync(join(at, "x."), ""), path: "x.", says: /on Windows/ },
  { name: "a backslash", make: (at) => writeFileSync(join(at, "..\\x"), ""), path: "..\\\\x", says: /on Windows/ },
  {
    name: "names that differ in case",
    make: (at) => write(at, { "lib/Util.ts": "1", "lib/util.ts": "2" }),
    path: "lib/Util.ts",
    says: /differs from "lib\/util.ts" only/,
  },
  {
    name: "folders that differ in case",
    make: (at) => write(at, { "SRC/a.ts": "1", "SRC/b.ts": "2" }),
    path: "SRC",
    says: /differs from "src" only/,
  },
  {
    name: "names that differ in how an accent is encoded",
    make: (at) => write(at, { "caf\u00e9.ts": "1", "cafe\u0301.ts": "2" }),
    path: "cafe\u0301.ts",
    says: /differs from "café.ts" only/,
  },
  { name: "a package.json that is none", make: (at) => write(at, { "package.json": "[" }), path: "package.json", says: /not valid JSON/ },
  {
    name: "folders in folders in folders",
    make: (at) => mkdirSync(join(at, "d/".repeat(100)), { recursive: true }),
    path: "d/".repeat(17).slice(0, -1),
    says: /more than 16 folders deep/,
  },
];

describe("a folder with something that is not taken", () => {
  test.for(attacks)("$name", async ({ make, path, says }, context) => {
    const { expect } = context;
    const folder = submission(context);
    await make(folder, context);
    const { files, refused, refusal } = await intake(context, folder);
    expect(refusal).toBeUndefined();
    expect(files["src/main.ts"]).toBe(program);
    expect(Object.keys(refused)).toEqual([path]);
    expect(refused[path]).toMatch(says);
    // For the sake of honest folders: all that was not refused is there.
    expect(Object.keys(files)).not.toContain(path);
  });

  test("of names that collide, the one in lower case is taken", async (context) => {
    const { files } = await intake(context, submission(context, { "src/Main.ts": "wrong" }));
    context.expect(files).toEqual({ "src/main.ts": program });
  });

  test("a FIFO for a program does not hold intake up", async (context) => {
    const { expect } = context;
    const folder = temporaryFolder(context);
    mkdirSync(join(folder, "src"));
    execFileSync("mkfifo", [join(folder, "src/main.ts")]);
    const { files, refused } = await intake(context, folder);
    expect(files).toEqual({ "src/": "" });
    expect(refused["src/main.ts"]).toMatch(/named pipe/);
  });

  test("of many refused parts the first fifty are named, and the others counted", async (context) => {
    const { expect } = context;
    const folder = submission(context);
    for (let number = 0; number < 60; number++) symlinkSync("/etc/passwd", join(folder, `x${number}`));
    const { refused } = await intake(context, folder);
    expect(Object.keys(refused)).toHaveLength(51);
    expect(refused["…"]).toBe("And 10 more were left out.");
  });
});

describe("too much of a folder is refused as a whole", () => {
  test("entries, taken or not", async (context) => {
    const folder = submission(context);
    for (let number = 0; number < 2001; number++) symlinkSync("/etc/passwd", join(folder, `${number}`));
    const { refused, refusal } = await intake(context, folder);
    context.expect(refusal).toMatch(/too big: at most 2000 files/);
    context.expect(refused["0"] ?? refused["…"]).toBeDefined();
  });

  test("bytes", async (context) => {
    const half = Buffer.alloc(33 * 2 ** 20, 7);
    const { refusal } = await intake(context, submission(context, { a: half, b: half }));
    context.expect(refusal).toMatch(/too big: .* 64 MiB/);
  });
});

describe("a submission that is no folder", () => {
  test("a link to one is not followed", async (context) => {
    const link = join(temporaryFolder(context), "tcp-server");
    symlinkSync(submission(context), link);
    const { refusal } = await intake(context, link);
    context.expect(refusal).toMatch(/^tcp-server was not taken\. It is a symbolic link/);
  });

  test("a FIFO is not waited for", async (context) => {
    const fifo = join(temporaryFolder(context), "tcp-server.zip");
    execFileSync("mkfifo", [fifo]);
    const { refusal } = await intake(context, fifo);
    context.expect(refusal).toMatch(/^tcp-server\.zip was not taken\. It is a named pipe/);
  });
});
