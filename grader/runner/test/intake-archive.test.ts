import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { describe, test } from "vitest";
import { archive, intake, program } from "./support/intake.ts";
import { tar, tarEntry, tarGz, type TarEntry } from "./support/tar.ts";
import { zip, type ZipEntry } from "./support/zip.ts";

const main = { name: "src/main.ts", data: program };
const mebi = 2 ** 20;
const [file, link, fifo] = [0o100644, 0o120777, 0o010644];

interface Attack {
  readonly name: string;
  readonly says: RegExp;
  /** Under which path it is named; that of the (first) entry if nothing is said. */
  readonly path?: string;
}

const zipAttacks: readonly (Attack & { readonly entries: readonly ZipEntry[] })[] = [
  { name: "zip slip", entries: [{ name: "../../evil.ts" }], says: /leads out of the submission/ },
  { name: "a path that goes out in its middle", entries: [{ name: "src/../../evil.ts" }], says: /leads out of the submission/ },
  { name: "an absolute path", entries: [{ name: "/tmp/evil.ts" }], says: /leads out of the submission/ },
  { name: "a path with a drive", entries: [{ name: "C:/evil.ts" }], says: /leads out of the submission/ },
  { name: "a way out for Windows", entries: [{ name: "..\\evil.ts", madeOn: 0 }], path: "../evil.ts", says: /leads out of the submission/ },
  { name: "a link", entries: [{ name: "x", data: "/etc/passwd", mode: link }], says: /symbolic link/ },
  { name: "a FIFO", entries: [{ name: "x", mode: fifo }], says: /not a regular file/ },
  { name: "an encrypted file", entries: [{ name: "x", flags: 0x801 }], says: /encrypted/ },
  { name: "a compression that few know", entries: [{ name: "x", method: 14 }], says: /compressed in a way/ },
  {
    name: "a name that is not UTF-8 but should be",
    entries: [{ name: Buffer.from([0x61, 0xff]) }],
    path: "a\\xff",
    says: /not valid UTF-8/,
  },
  { name: "a name in no encoding", entries: [{ name: Buffer.from([0xff, 0x2e]), flags: 0 }], path: "\\xff.", says: /not valid UTF-8/ },
  { name: "a line break in a name", entries: [{ name: "a\nb" }], path: "a\\nb", says: /control character/ },
  { name: "the same name twice", entries: [main], says: /more than once; the first one was taken/ },
  { name: "a file for a folder", entries: [{ name: "src", data: "x" }], says: /both a file and a folder/ },
  { name: "a file in a file", entries: [{ name: "src/main.ts/x" }], path: "src/main.ts", says: /both a file and a folder/ },
  { name: "names that differ in case", entries: [{ name: "src/Main.ts" }], says: /differs from "src\/main.ts" only/ },
  { name: "a file of 4 GB", entries: [{ name: "x", size: 0xfffffffe }], says: /4096 MiB, of 64/ },
  { name: "a device of Windows", entries: [{ name: "src/aux.ts" }], says: /no "aux.ts" on Windows/ },
  {
    name: "a path of 2000 bytes",
    entries: [{ name: `${"d".repeat(100)}/`.repeat(20) }],
    path: `${`${"d".repeat(100)}/`.repeat(2).slice(0, 200)}…`,
    says: /longer than 1000/,
  },
];

describe("a .zip with something that is not taken", () => {
  test.for(zipAttacks)("$name", async ({ entries, path, says }, context) => {
    const { expect } = context;
    const { files, refused, refusal } = await intake(context, archive(context, "x.zip", zip([main, ...entries])));
    expect(refusal).toBeUndefined();
    expect(files).toEqual({ "src/main.ts": program });
    expect(Object.keys(refused)).toEqual([path ?? entries[0]?.name]);
    expect(Object.values(refused)[0]).toMatch(says);
  });
});

const tarAttacks: readonly (Attack & { readonly entries: readonly TarEntry[] })[] = [
  { name: "a path that leads out", entries: [{ name: "../evil.ts" }], says: /leads out of the submission/ },
  { name: "an absolute path", entries: [{ name: "/tmp/evil.ts" }], says: /leads out of the submission/ },
  {
    name: "a link, and a file through it",
    entries: [
      { name: "x", type: "2", link: "/tmp" },
      { name: "x/evil.ts", data: "evil" },
    ],
    says: /symbolic link/,
  },
  {
    name: "a link, and a file in its place",
    entries: [
      { name: "x", type: "2", link: "/tmp/y" },
      { name: "x", data: "evil" },
    ],
    says: /symbolic link/,
  },
  { name: "a hard link", entries: [{ name: "x", type: "1", link: "/etc/passwd" }], says: /hard link/ },
  { name: "a device", entries: [{ name: "x", type: "3" }], says: /device/ },
  { name: "a FIFO", entries: [{ name: "x", type: "6" }], says: /named pipe/ },
  { name: "something unheard of", entries: [{ name: "x", type: "Z", data: "what" }], says: /not a regular file/ },
  { name: "a name that is not UTF-8", entries: [{ name: Buffer.from([0x61, 0xff]) }], path: "a\ufffd", says: /not valid UTF-8/ },
  { name: "the same name twice", entries: [main], says: /more than once; the first one was taken/ },
  {
    name: "a way out in an extended header",
    entries: [{ name: "pax", type: "x", data: "22 path=../../evil.ts\n" }, { name: "harmless.ts" }],
    path: "../../evil.ts",
    says: /leads out of the submission/,
  },
];

describe("a .tar.gz with something that is not taken", () => {
  test.for(tarAttacks)("$name", async ({ entries, path, says }, context) => {
    const { expect } = context;
    const last = { name: "src/last.ts", data: "last" };
    const { files, refused, refusal } = await intake(context, archive(context, "x.tar.gz", tarGz([main, ...entries, last])));
    expect(refusal).toBeUndefined();
    expect(files).toEqual({ "src/main.ts": program, "src/last.ts": "last" });
    expect(Object.keys(refused)).toEqual([path ?? entries[0]?.name]);
    expect(Object.values(refused)[0]).toMatch(says);
  });
});

describe("an archive bomb", () => {
  const zeros = Buffer.alloc(60 * mebi);
  const bomb = { deflated: deflateRawSync(zeros), size: zeros.length, crc: crc32(zeros), mode: file };

  test("a small .zip that says that it holds 3 GB is refused before much of it is written", async (context) => {
    const { expect } = context;
    const packed = zip([main, ...Array.from({ length: 50 }, (_, number) => ({ ...bomb, name: `${number}` }))]);
    expect(packed.length).toBeLessThan(4 * mebi);
    const { files, refusal } = await intake(context, archive(context, "x.zip", packed));
    expect(refusal).toMatch(/too big: .* 64 MiB/);
    expect(Object.values(files).reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(64 * mebi);
  });

  test("a .zip that holds more than it says is damaged", async (context) => {
    const { files, refusal } = await intake(context, archive(context, "x.zip", zip([{ ...bomb, name: "x", size: 1000 }])));
    context.expect(refusal).toMatch(/^x\.zip cannot be unpacked: it is damaged/);
    context.expect((files["x"] ?? "").length).toBeLessThanOrEqual(1000);
  });

  test("a .tar.gz is not unpacked for ever, though nothing of it is taken", async (context) => {
    const { expect } = context;
    const part = gzipSync(Buffer.alloc(16 * mebi));
    const head = gzipSync(Buffer.concat([tarEntry(main), tarEntry({ name: "x", size: 2 ** 33 - 1 })]));
    const packed = Buffer.concat([head, ...Array.from({ length: 40 }, () => part)]);
    expect(packed.length).toBeLessThan(mebi);
    const { refused, refusal } = await intake(context, archive(context, "x.tar.gz", packed));
    expect(refusal).toMatch(/too big/);
    expect(refused["x"]).toMatch(/8192 MiB, of 64/);
  });

  test("what is compressed twice is not unpacked twice", async (context) => {
    const inner = tarGz([main]);
    const inPieces = Buffer.concat([gzipSync(inner.subarray(0, 1)), gzipSync(inner.subarray(1))]);
    for (const content of [gzipSync(inner), inPieces]) {
      const { refusal } = await intake(context, archive(context, "x.tgz", content));
      context.expect(refusal).toMatch(/compressed twice/);
    }
  });

  test("too many entries, taken or not", async (context) => {
    const many = Array.from({ length: 2001 }, (_, number) => ({ name: `f/${number}`, mode: link, type: "2", link: "x" }));
    for (const [name, content] of [["x.zip", zip(many)] as const, ["x.tgz", tarGz(many)] as const]) {
      const { refusal } = await intake(context, archive(context, name, content));
      context.expect(refusal).toMatch(/too big: at most 2000 files/);
    }
  });
});

describe("a broken archive is refused with one sentence", () => {
  const [goodZip, goodTar] = [zip([main]), tarGz([main, { name: "x", data: "x".repeat(5000) }])];
  const wrongSum = zip([{ ...main, crc: 1 }]);
  test.for([
    ["empty .zip", "x.zip", Buffer.alloc(0)],
    ["a .zip that is text", "x.zip", Buffer.from("import net from 'node:net';\n".repeat(9))],
    ["a .zip cut short", "x.zip", goodZip.subarray(0, -30)],
    ["a .zip with a wrong checksum", "x.zip", wrongSum],
    ["a .tar.gz named .zip", "x.zip", goodTar],
    ["empty .tar.gz", "x.tar.gz", Buffer.alloc(0)],
    ["a .zip named .tar.gz", "x.tar.gz", goodZip],
    ["a .tar.gz cut short", "x.tar.gz", goodTar.subarray(0, -20)],
    ["a .tar.gz cut short in the middle of a file", "x.tar.gz", tarGz([{ name: "x", data: randomBytes(mebi) }]).subarray(0, mebi / 2)],
    ["a .tar cut short, then compressed", "x.tar.gz", gzipSync(tar([{ name: "x", data: "x".repeat(5000) }]).subarray(0, 3000))],
    ["a .tar.gz of garbage", "x.tar.gz", gzipSync(Buffer.alloc(3000, "garbage"))],
  ] as const)("%s", async ([, name, content], context) => {
    const { refusal } = await intake(context, archive(context, name, content));
    context
      .expect(refusal)
      .toMatch(/^x\.(zip|tar\.gz) cannot be unpacked: it is damaged, or no archive of the kind that its name says\. [^\n]*$/);
  });
});

describe("an odd but right archive", () => {
  const folder = join(import.meta.dirname, "archives");

  test.for(readdirSync(folder))("made by a real program: %s", async (name, context) => {
    const { expect } = context;
    const { files, refused, isExecutable } = await intake(context, join(folder, name));
    const empty = name.startsWith("git-archive") ? {} : { "empty/": "" };
    expect(refused).toEqual({});
    expect(files).toEqual({ "src/main.ts": program, "src/服务器 一.ts": "v\n", "src/empty.ts": "", run: "#!/bin/sh\n", ...empty });
    expect(isExecutable("run")).toBe(true);
    expect(isExecutable("src/main.ts")).toBe(false);
  });

  const layouts: readonly [layout: string, names: readonly string[]][] = [
    ["a folder in a folder", ["a/b/src/main.ts", "a/b/src/x.ts"]],
    ["a folder beside what macOS adds", ["__MACOSX/a/._src", "a/.DS_Store", "a/src/main.ts", "a/src/x.ts"]],
    ["a folder beside node_modules and .git", ["node_modules/x/index.js", ".git/config", "a/src/main.ts", "a/src/x.ts"]],
    ["src alone", ["src/main.ts", "src/x.ts"]],
  ];
  test.for(layouts)("its programs are found: %s", async ([, names], context) => {
    const entries = names.map((name) => ({ name, data: name.endsWith("main.ts") ? program : "" }));
    for (const [name, content] of [["x.ZIP", zip(entries)] as const, ["x.tgz", tarGz(entries)] as const]) {
      const { files, refused } = await intake(context, archive(context, name, content));
      context.expect(refused).toEqual({});
      context.expect(files).toEqual({ "src/main.ts": program, "src/x.ts": "" });
    }
  });

  test("a folder with a program of its own stays where it is", async (context) => {
    const { files } = await intake(context, archive(context, "x.zip", zip([{ name: "a/x.ts" }, { name: "wirelab.json", data: "{}" }])));
    context.expect(files).toEqual({ "a/x.ts": "", "wirelab.json": "{}" });
  });

  test("no end of node_modules in it does no harm", async (context) => {
    const entries = [...Array.from({ length: 3000 }, (_, number) => ({ name: `node_modules/${number}.js`, data: "x" })), main];
    const { files, refusal } = await intake(context, archive(context, "x.zip", zip(entries)));
    context.expect(refusal).toBeUndefined();
    context.expect(files).toEqual({ "src/main.ts": program });
  });

  test("names from Windows: in GBK without a word about it, with backslashes, in Info-ZIP's extra field", async (context) => {
    const { expect } = context;
    const gbk = Buffer.concat([Buffer.from("src\\"), Buffer.from([0xb7, 0xfe, 0xce, 0xf1, 0xc6, 0xf7]), Buffer.from(".ts")]);
    const raw = Buffer.from("src/x.ts");
    const [field, sum] = [Buffer.from("src/壹.ts"), Buffer.alloc(9)];
    sum.writeUInt16LE(0x7075, 0);
    sum.writeUInt16LE(field.length + 5, 2);
    sum[4] = 1;
    sum.writeUInt32LE(crc32(raw), 5);
    const entries: ZipEntry[] = [
      { name: "src\\main.ts", data: program, madeOn: 0 },
      { name: gbk, flags: 0, madeOn: 0 },
      { name: raw, flags: 0, madeOn: 0, extra: Buffer.concat([sum, field]) },
    ];
    const { files, refused } = await intake(context, archive(context, "x.zip", zip(entries)));
    expect(refused).toEqual({});
    expect(files).toEqual({ "src/main.ts": program, "src/服务器.ts": "", "src/壹.ts": "" });
  });

  test("a path of more than a hundred bytes in a .tar", async (context) => {
    const path = `src/${"很".repeat(40)}/${"d".repeat(100)}.ts`;
    const record = (length: number): string => `${length} path=${path}\n`;
    const length = Buffer.byteLength(record(100));
    const entries: TarEntry[] = [main, { name: "pax", type: "x", data: record(length) }, { name: "cut", data: "long" }];
    const { files, refused } = await intake(context, archive(context, "x.tgz", tarGz(entries)));
    context.expect(refused).toEqual({});
    context.expect(files).toEqual({ "src/main.ts": program, [path]: "long" });
  });
});
