import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeRelease, type Release } from "../src/index.ts";
import { hashOf, readManifest } from "../src/manifest.ts";
import { copyWorkspace, filesIn, git, temporaryFolder, write } from "./support/folders.ts";

/** Much is copied, and pnpm works out a lock file. */
const patience = 300_000;

const folder = temporaryFolder((dispose) => afterAll(dispose, patience));
const workspace = join(folder, "workspace");
const tracked = (): string[] => git(workspace, "ls-files", "-z").split("\0").filter(Boolean);
const read = (file: string): string => readFileSync(join(workspace, file), "utf8");
const release = (name: string, solutions: readonly string[] = []): Promise<Release> =>
  makeRelease({ root: workspace, out: join(folder, name), solutions, signal: new AbortController().signal });

const secretFolders = /(?:^|\/)(?:hidden|corpus|solutions|examples)\//;
const packageNames = /^(?:labs|starter|solutions|grader)\/[^/]+\/package\.json$/;

beforeAll(() => void copyWorkspace(workspace), patience);

describe("the students' edition", () => {
  const out = join(folder, "out");
  let made: Release;

  beforeAll(async () => {
    write(workspace, { ".env": "SECRET=1\n", "labs/udp/checks/15-draft.check.ts": "// not ready\n" });
    made = await release("out");
  }, patience);

  test("has what students need, and says of each file what it is", () => {
    const files = filesIn(out);
    expect(made).toEqual({ files: files, uncommitted: 2 });
    const { files: hashes } = readManifest(out);
    expect(Object.keys(hashes)).toEqual(files.filter((file) => file !== "release.json"));
    for (const [file, hash] of Object.entries(hashes)) expect(hashOf(join(out, file)), file).toBe(hash);
    const forStudents = /^(?:starter\/|labs\/[^/]+\/(?:checks\/|README|lab\.ts))/;
    for (const file of tracked().filter((path) => forStudents.test(path))) expect(files).toContain(file);
    for (const file of files.filter((path) => path.startsWith("starter/"))) expect(readFileSync(join(out, file), "utf8")).toBe(read(file));
  });

  test("has nothing of what they must not have, nor anything that git does not track", () => {
    const files = filesIn(out);
    expect(
      files.filter((file) => secretFolders.test(file) || /verify|grader\/cli\/src\/(?:grader|bench)|\/test\/|^docs|^\.ci/.test(file)),
    ).toEqual([]);
    expect(files).not.toContain(".env");
    expect(files).not.toContain("labs/udp/checks/15-draft.check.ts");
    for (const file of files.filter((path) => /package\.json$|^pnpm-|^README/.test(path)))
      expect(readFileSync(join(out, file), "utf8"), file).not.toMatch(
        /@wirelab\/solution|solutions\/|corpus|pnpm (?:demo|verify|bench|grader)/,
      );
  });

  test("holds no title of a hidden check and no passage of a secret file, by a search of another kind", () => {
    const released = filesIn(out).map((file) => ({ file, text: readFileSync(join(out, file), "utf8") }));
    const everything = released.map(({ text }) => text).join("\n");
    const hidden = tracked().filter((file) => file.includes("/hidden/"));
    const titles = hidden.flatMap((file) => [...read(file).matchAll(/test\("(.*?)",/g)].map(([, title = ""]) => title));
    expect(titles.length).toBeGreaterThan(100);
    expect(titles.filter((title) => everything.includes(title))).toEqual([]);

    // Hidden and visible checks of a lab have passages in common; programs have none with anything that students get.
    const programs = tracked().filter((file) => secretFolders.test(file) && /\/src\//.test(file));
    expect(programs.length).toBeGreaterThan(300);
    const passages = new Set(released.filter(({ file }) => /\.(?:ts|md)$/.test(file)).flatMap(({ text }) => passagesOf(text)));
    expect(programs.filter((file) => passagesOf(read(file)).some((passage) => passages.has(passage)))).toEqual([]);
  });

  test("its packages name nothing that is not there", () => {
    const manifests = filesIn(out)
      .filter((file) => packageNames.test(file))
      .map((file) => ({ folder: dirname(file), ...json(join(out, file)) }));
    const names = manifests.map(({ name }) => name);
    for (const { folder: own, dependencies, devDependencies, exports } of manifests) {
      const wanted = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => name.startsWith("@wirelab/"));
      expect(names, own).toEqual(expect.arrayContaining(wanted));
      for (const target of Object.values(exports ?? {})) expect(filesIn(join(out, own))).toContain(target.slice("./".length));
    }
    const lock = readFileSync(join(out, "pnpm-lock.yaml"), "utf8");
    expect(lock).not.toMatch(/:\/\/|tarball|knip|oxlint|solutions\//);
    for (const { folder: own } of manifests) expect(lock).toContain(`\n  ${own}:\n`);
  });

  test("its documents lead nowhere else", () => {
    for (const file of filesIn(out).filter((path) => path.endsWith(".md"))) {
      const links = [...readFileSync(join(out, file), "utf8").matchAll(/\]\((?!\w+:)([^)#\s]+)/g)].map(([, link = ""]) =>
        join(dirname(file), link),
      );
      for (const link of links) expect(readdirSync(join(out, dirname(link))), `${file} → ${link}`).toContain(link.split("/").at(-1));
    }
  });

  test("with a solution, it has that one and no other", async () => {
    const { files } = await release("with-solution", ["udp"]);
    const solutions = tracked().filter((file) => file.startsWith("solutions/udp/"));
    expect(files.filter((file) => secretFolders.test(file))).toEqual(solutions.toSorted());
    expect(readFileSync(join(folder, "with-solution/pnpm-lock.yaml"), "utf8")).toContain("\n  solutions/udp:\n");
    await expect(release("other", ["udo"])).rejects.toThrow(/^There is no solution of a lab called "udo"\.$/);
  });

  test("is not written over anything", async () => {
    const before = filesIn(out);
    await expect(release("out")).rejects.toThrow(/out is not empty/);
    expect(filesIn(out)).toEqual(before);
  });
});

describe("nothing is released", () => {
  const hidden = "labs/udp/hidden/14-lossy-network.check.ts";
  const solution = "solutions/tcp-server/src/connection.ts";
  const program = "labs/tcp-client/corpus/rejected/stack-trace-at-reset/src/main.ts";
  const longest = (file: string): string =>
    read(file)
      .split("\n")
      .map((line) => line.trim())
      .toSorted((a, b) => b.length - a.length)[0] ?? "";
  const base64 = (text: string): string => Buffer.from(`// what came\nbefore it ${text}\nand after`).toString("base64");

  const plants: readonly { what: string; into: string; text: () => string; says?: RegExp }[] = [
    { what: "a hidden line in a handout", into: "labs/udp/README.md", text: () => longest(hidden) },
    {
      what: "a hidden title in a visible check",
      into: "labs/udp/checks/14-lossy-network.check.ts",
      text: () => `// counts exactly with the reference's client`,
    },
    { what: "a hidden title in Chinese", into: "labs/udp/lab.ts", text: () => "// 配上参考客户端也算得分毫不差" },
    { what: "a hidden line in JSON", into: "grader/checks/src/pause.ts", text: () => `const s = ${JSON.stringify(longest(hidden))};` },
    { what: "a hidden file in base64", into: "grader/checks/src/pause.ts", text: () => `const s = "${base64(read(hidden))}";` },
    { what: "a reference's line in the starter", into: "starter/tcp-server/src/main.ts", text: () => longest(solution) },
    {
      what: "a reference's line, wrapped and indented",
      into: "labs/tcp-server/checks/01-listen.check.ts",
      text: () => longest(solution).replaceAll(" ", "\n      "),
    },
    {
      what: "a corpus program's line in base64",
      into: "labs/README.zh-CN.md",
      text: () => (base64(longest(program)).match(/.{1,60}/g) ?? []).join("\n"),
    },
    {
      what: "the mistake of a corpus program",
      into: "grader/release/templates/students/README.md",
      text: () => longest(program.replace("src/main.ts", "case.json")),
    },
    {
      what: "a visible check that needs a hidden one",
      into: "labs/udp/checks/01-datagram.check.ts",
      text: () => 'import "../hidden/03-sizes.check.ts";',
      says: /needs labs\/udp\/hidden/,
    },
  ];

  test.for(plants)("with $what", async ({ into, text, says }) => {
    const before = read(into);
    write(workspace, { [into]: `${before}\n${text()}\n` });
    try {
      const named = into.replace("grader/release/templates/students/", "");
      await expect(release("refused")).rejects.toThrow(
        says ?? new RegExp(`^Nothing was released: ${named.replaceAll(".", String.raw`\.`)} holds [^\n]+$`),
      );
    } finally {
      write(workspace, { [into]: before });
    }
    expect(readdirSync(folder).filter((name) => name.includes("refused"))).toEqual([]);
  });

  test("of a folder that is not in git", async () => {
    const elsewhere = write(join(folder, "elsewhere"), { "labs/README.md": "labs" });
    const options = { root: elsewhere, out: join(folder, "refused"), solutions: [], signal: new AbortController().signal };
    await expect(makeRelease(options)).rejects.toThrow(/^git does not tell which files/);
  });
});

interface PackageManifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function json(file: string): PackageManifest {
  return JSON.parse(readFileSync(file, "utf8")) as PackageManifest;
}

/** Each three lines in a row that are long enough together to say something. */
function passagesOf(text: string): string[] {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(?:import|from) /.test(line));
  return lines.map((_, at) => lines.slice(at, at + 3).join("\n")).filter((passage) => passage.length >= 80);
}
