import { foldersOf, loadLab } from "@wirelab/runner";
import { describe, test } from "vitest";
import { command, untilNoPrograms } from "./support/commands.ts";
import { program, sandbox, temporaryFolder } from "./support/submissions.ts";

const { solution } = foldersOf("tcp-server");
const lab = await loadLab("tcp-server");
const check = ["check", "tcp-server", ...sandbox];

/** How a language is chosen. */
const languages = [
  { language: "en", args: ["--lang", "en"], env: { LANG: "zh_CN.UTF-8" } },
  { language: "zh", args: ["--lang", "zh"], env: {} },
  { language: "zh", args: [], env: { LANG: "zh_CN.UTF-8" } },
] as const;

/** The stages of which a line was printed, with their marks. */
function stagesIn(stdout: string): string[] {
  return [...stdout.matchAll(/^(\S) +\d+ ([\w-]+) · .*\d\/\d+$/gm)].map(([, mark = "", id = ""]) => `${mark} ${id}`);
}

describe.concurrent("lab", () => {
  test("check passes on the solution", async ({ expect }) => {
    const { code, stdout, stderr } = await command("lab", [...check, "--dir", solution]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stagesIn(stdout)).toEqual(lab.stages.map(({ id }) => `✓ ${id}`));
    expect(stdout).toMatch(/All stages that you can check here pass\.\n$/);
  });

  test("check stops at the starter's first stage that fails", async ({ expect }) => {
    const { code, stdout, stderr } = await command("lab", check);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stagesIn(stdout)).toEqual(["✓ listen", "✗ echo"]);
    expect(stdout).toMatch(/pnpm lab hint tcp-server echo/);
    expect(stdout).toMatch(/Later stages wait for this one; --all goes on\.\n$/);
  });

  test("check --all goes on after a stage that fails", async ({ expect }) => {
    const { code, stdout } = await command("lab", [...check, "--all"]);
    expect(code).toBe(0);
    expect(stagesIn(stdout).map((stage) => stage.slice(2))).toEqual(lab.stages.map(({ id }) => id));
    expect(stdout).not.toMatch(/Later stages wait/);
  });

  test("check of one stage runs it and what it needs", async ({ expect }) => {
    const { stdout } = await command("lab", ["check", "tcp-server", "echo", ...sandbox, "--dir", solution]);
    expect(stagesIn(stdout)).toEqual(["✓ listen", "✓ echo"]);
  });

  test("check without isolation leaves nothing when it stops early", async (context) => {
    const { expect } = context;
    const tmp = temporaryFolder(context);
    const args = ["check", "tcp-server", "--sandbox", "none", "--dir", program("prints-buffer")];
    const { code, stdout } = await command("lab", args, { env: { TMPDIR: tmp } });
    expect(code).toBe(0);
    expect(stagesIn(stdout)).toEqual(["✓ listen", "✗ echo"]);
    await untilNoPrograms(tmp);
  });

  test("check speaks Chinese", async ({ expect }) => {
    const { stdout } = await command("lab", ["check", "tcp-server", "echo", ...sandbox, "--lang", "zh"]);
    expect(stagesIn(stdout)).toEqual(["✓ listen", "✗ echo"]);
    for (const words of ["把一行原样送回", "程序什么都没有发送，一直闲着。", "后面的阶段要等这一阶段通过"]) expect(stdout).toContain(words);
  });

  test("hint prints the stage's title and hint in the language that is asked for, or else in that of the machine", async ({ expect }) => {
    const echo = lab.stages.find(({ id }) => id === "echo");
    for (const { language, args, env } of languages) {
      const { code, stdout, stderr } = await command("lab", ["hint", "tcp-server", "echo", ...args], { env });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(`${echo?.title[language]}\n${echo?.hint[language]}\n`);
    }
  });

  test("list prints every stage of every lab with its points", async ({ expect }) => {
    const { code, stdout } = await command("lab", ["list"]);
    expect(code).toBe(0);
    expect(stdout).toContain("tcp-server · A line echo server\n");
    for (const { id, points, title } of lab.stages) expect(stdout).toMatch(`${points}  ${id} · ${title.en}\n`);
  });
});
