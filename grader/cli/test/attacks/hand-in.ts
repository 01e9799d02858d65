import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fromJson, type GradeReport } from "@wirelab/model";
import { root } from "@wirelab/runner";
import getPort from "get-port";
import type { Target } from "../../../sandbox/attacks/report-back.ts";
import { command } from "../support/commands.ts";
import type { Attack } from "./case.ts";
import { layOut } from "./lay-out.ts";
import { Outside } from "./outside.ts";

/** Who grades: an ordinary user where one is named. */
interface Setting {
  readonly uid?: number | undefined;
  readonly sandbox: "bwrap" | "none";
  readonly seed: number;
}

/** A class of attacks handed in, and what came of it. */
export class Class implements AsyncDisposable {
  /** In nobody's hands but the grader's: it lies in the folder, and in the grader's environment. */
  readonly canary = `canary-${randomUUID()}`;
  readonly reports = new Map<string, GradeReport>();
  readonly outside: Outside;
  /** The folder for temporary files that the grader is started with. */
  readonly folder: string;
  readonly #base: string;
  /** Where the grader keeps what it has compiled, if it may not do so in the workspace. */
  readonly #cache: string;
  readonly #setting: Setting;

  private constructor(outside: Outside, setting: Setting) {
    this.outside = outside;
    this.#setting = setting;
    this.#base = realpathSync(mkdtempSync(join(tmpdir(), "wirelab-attacks-")));
    this.folder = join(this.#base, "tmp");
    chmodSync(this.#base, 0o755);
    this.#cache = join(this.#base, "cache");
    for (const folder of [this.folder, this.#cache]) {
      mkdirSync(folder);
      if (setting.uid !== undefined) chownSync(folder, setting.uid, setting.uid);
    }
    writeFileSync(join(this.folder, "canary.json"), JSON.stringify({ canary: this.canary }));
  }

  static async open(setting: Setting): Promise<Class> {
    return new Class(await Outside.listen(), setting);
  }

  /** Grades attacks as a teacher does, all that ask for the same stage as one class. */
  async grade(attacks: readonly Attack[]): Promise<void> {
    const classes = [...Map.groupBy(attacks, ({ lab, stage }) => `${lab}/${stage}`)];
    const gradeOne = ([place, own]: (typeof classes)[number]): Promise<void> => this.#gradeClass(place, own);
    // Graders go on side by side only where their programs have networks of their own.
    if (this.#setting.sandbox === "bwrap") await Promise.all(classes.map(gradeOne));
    else for (const one of classes) await gradeOne(one);
  }

  async #gradeClass(place: string, attacks: readonly Attack[]): Promise<void> {
    const { uid, sandbox, seed } = this.#setting;
    const folder = join(this.#base, place);
    for (const attack of attacks) await layOut(attack, this.#target, folder);
    const [lab = "", stage = ""] = place.split("/");
    const args = ["grade", folder, "--lab", lab, "--stage", stage, "--json", "--seed", `${seed}`, "--sandbox", sandbox, "--jobs", "3"];
    const env = { TMPDIR: this.folder, HOME: this.folder, WIRELAB_CANARY: this.canary };
    const own = uid === undefined ? { env } : { env: { ...env, NODE_COMPILE_CACHE: this.#cache }, uid, gid: uid };
    const { code, stdout, stderr } = await command("grader", args, own);
    if (code === null || code === 1) throw new Error(`the grader ended with ${code}: ${stderr}`);
    for (const line of stdout.split("\n").filter(Boolean)) {
      const report = fromJson<GradeReport>(line);
      this.reports.set(report.submission, report);
    }
  }

  /** Runs an attack where it lies, without taking it in first; tells what it sends to who connects. */
  async runPlainly(attack: Attack): Promise<string> {
    const folder = await layOut(attack, this.#target, join(this.#base, "plain"));
    const port = await getPort();
    const program = spawn(process.execPath, ["src/server.ts", "127.0.0.1", String(port)], { cwd: folder, stdio: "ignore" });
    try {
      return await ask(program, port);
    } finally {
      program.kill("SIGKILL");
      await once(program, "close");
    }
  }

  get #target(): Target {
    return { workspace: root, folder: this.folder, outside: this.outside.ports };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.outside[Symbol.asyncDispose]();
    rmSync(this.#base, { recursive: true, force: true });
  }
}

/** Connects as soon as a program listens, and reads all that it sends. */
async function ask(program: ChildProcess, port: number): Promise<string> {
  while (program.exitCode === null) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      socket.write("?");
      return await text(socket);
    } catch {
      // It does not listen yet.
    }
  }
  return "";
}
