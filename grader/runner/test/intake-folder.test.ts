import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { describe, test, type TestContext } from "vitest";
import type { Content, Entry } from "../src/intake/entry.ts";
import { readFolder } from "../src/intake/folder.ts";
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

describe.for([true, false])("a folder that is swapped for a link while it is read (by descriptor: %s)", (byDescriptor) => {
  const swap = (folder: string, secret: string): void => {
    renameSync(join(folder, "src"), join(folder, "aside"));
    symlinkSync(secret, join(folder, "src"));
  };
  const make = (context: TestContext): { folder: string; secret: string; source: AsyncIterator<Entry> } => {
    const folder = submission(context, { "src/lib.ts": "lib" });
    const secret = write(temporaryFolder(context), { "main.ts": "SECRET", "lib.ts": "SECRET" });
    return { folder, secret, source: readFolder(folder, byDescriptor)[Symbol.asyncIterator]() };
  };

  test("before it is entered", async (context) => {
    const { folder, secret, source } = make(context);
    const { value: src } = (await source.next()) as { value: Entry };
    swap(folder, secret);
    context.expect((await src.open()).kind).toBe("refused");
    context.expect((await source.next()).done).toBe(true);
  });

  test("after it was entered", async (context) => {
    const { folder, secret, source } = make(context);
    const { value: src } = (await source.next()) as { value: Entry };
    context.expect(await src.open()).toEqual({ kind: "folder" });
    const first = (await source.next()) as { value: Entry };
    swap(folder, secret);
    const read = [await textOf(await first.value.open())];
    for (let { value, done } = await source.next(); !done; { value, done } = await source.next()) {
      read.push(await textOf(await (value as Entry).open()));
    }
    // What was entered is read on, where there are descriptors to hold it by; elsewhere nothing is.
    context.expect(read).toEqual(byDescriptor ? [program, "lib"] : ["refused", "refused"]);
  });

  test("one that stays is read", async (context) => {
    const { source } = make(context);
    const read: string[] = [];
    for (let { value, done } = await source.next(); !done; { value, done } = await source.next()) {
      read.push(await textOf(await (value as Entry).open()));
    }
    context.expect(read).toEqual(["folder", program, "lib"]);
  });
});

async function textOf(content: Content): Promise<string> {
  if (content.kind !== "file") return content.kind;
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("an odd but right folder", () => {
  test("keeps names in Chinese, with spaces, in other scripts; empty files and folders; what may be executed", async (context) => {
    const { expect } = context;
    const files = { "src/服务器 一.ts": "a", "src/👨‍👩‍👧.ts": "b", "src/می‌خواهم.ts": "c", "empty.txt": "", "console.ts": "d", ".hidden": "e" };
    const folder = submission(context, files);
    mkdirSync(join(folder, "an empty folder"));
    write(folder, { run: "#!/bin/sh" });
    chmodSync(join(folder, "run"), 0o755);
    const taken = await intake(context, folder);
    expect(taken.refused).toEqual({});
    expect(taken.files).toEqual({ "src/main.ts": program, ...files, run: "#!/bin/sh", "an empty folder/": "" });
    expect(taken.isExecutable("run")).toBe(true);
    expect(taken.isExecutable("src/main.ts")).toBe(false);
  });

  test("a file of more than one chunk comes whole", async (context) => {
    const long = "0123456789".repeat(50_000);
    const { files } = await intake(context, submission(context, { "src/data.txt": long }));
    context.expect(files["src/data.txt"]).toBe(long);
  });

  test("16 folders deep is deep enough", async (context) => {
    const { expect } = context;
    const deep = `${"d/".repeat(16)}x.ts`;
    const { files, refused } = await intake(context, submission(context, { [deep]: "x" }));
    expect(refused).toEqual({});
    expect(files[deep]).toBe("x");
  });

  test("what is not the submission's own is left out without a word, links too", async (context) => {
    const { expect } = context;
    const folder = submission(context, {
      ".npmrc": "node-options=--require=./evil.cjs",
      ".env": "NODE_OPTIONS=--require=./evil.cjs",
      ".env.local": "",
      "tsconfig.json": "{}",
      "src/tsconfig.build.json": "{}",
      "jsconfig.json": "{}",
      ".pnp.cjs": "",
      "vitest.config.ts": "",
      ".git/config": "",
      "lib/node_modules/evil/index.js": "",
      ".wirelab/main.mjs": "evil",
      "__MACOSX/._x": "",
      "src/._main.ts": "",
    });
    symlinkSync("/", join(folder, "node_modules"));
    const { files, refused } = await intake(context, folder);
    expect(refused).toEqual({});
    expect(files).toEqual({ "src/main.ts": program, "lib/": "" });
  });

  test("a package.json keeps what Node reads of it, and no script", async (context) => {
    const { expect } = context;
    const source = {
      name: "mine",
      type: "module",
      imports: { "#lib": "./src/lib.ts" },
      scripts: { preinstall: "evil" },
      sideEffects: false,
      browser: { fs: "./evil.js" },
      dependencies: { evil: "1" },
    };
    const { files } = await intake(context, submission(context, { "package.json": `\ufeff${JSON.stringify(source)}` }));
    expect(JSON.parse(files["package.json"] ?? "")).toEqual({ name: "mine", type: "module", imports: { "#lib": "./src/lib.ts" } });
  });
});
