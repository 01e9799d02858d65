import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { type Text, text } from "@wirelab/model";
import { inBothRings } from "../bwrap.ts";
import { findCommand } from "../environment.ts";
import { run } from "../launch.ts";
import { isKnown } from "../seccomp/filter.ts";
import { findObstacle, noBubblewrap, noUtilLinux, onLinuxOnly, unknownArchitecture } from "./obstacles.ts";

/** What keeps programs from being isolated on this machine, and what to do about it: ends in a command where one mends it. */
export interface Obstacle {
  readonly problem: Text;
  readonly remedy: Text;
}

/** The canary program must not see any of this. */
const workspace = join(import.meta.dirname, "../../../..");

/** A machine on which it takes longer is in no state to grade, in milliseconds. */
const timeout = 60_000;

/** What the canary program may report; each is an attack that went through. */
const attacks: Readonly<Record<string, Text>> = {
  reading: text("reads a file outside its own folder", "读到了自己文件夹以外的文件"),
  writing: text("writes outside /tmp", "写到了 /tmp 以外的地方"),
  network: text("reaches a network beyond its own", "连到了自己网络以外的地方"),
  processes: text("sees processes that are not its own", "看到了不属于自己的进程"),
  commandLine: text("finds paths of this machine in /proc/1", "在 /proc/1 里看到了本机的路径"),
  privileges: text("has privileges", "拥有特权"),
  filter: text("may make any system call", "可以使用任意系统调用"),
  namespaces: text("makes a namespace of its own", "可以自己创建命名空间"),
};

/**
 * Lets a hostile program loose in both rings, as if it were a submission's.
 * @returns undefined where nothing that it tries succeeds: programs are isolated on this machine, now
 */
export async function canary(): Promise<Obstacle | undefined> {
  if (process.platform !== "linux") return onLinuxOnly;
  if (!isKnown(process.arch)) return unknownArchitecture;
  if (findCommand("bwrap") === undefined) return noBubblewrap;
  if (findCommand("unshare") === undefined) return noUtilLinux;
  await using server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  // In a form in which the program does not find its own arguments when it looks for paths of this machine.
  const target = Buffer.from(JSON.stringify({ port, workspace })).toString("base64url");
  const argv = ["node", "program.mjs", target];
  const wrapped = inBothRings(argv, { kind: "program", box: import.meta.dirname, secret: [workspace] });
  const { code, stdout, stderr } = await run(wrapped, { cwd: "/", timeout });
  return code === 0 ? judge(stdout) : findObstacle(code, stderr);
}

function judge(stdout: string): Obstacle | undefined {
  const succeeded = (JSON.parse(stdout) as string[]).map((name) => attacks[name] ?? text(name, name));
  if (succeeded.length === 0) return undefined;
  return {
    problem: text(
      `in the sandbox, a hostile program ${succeeded.map(({ en }) => en).join(", ")}`,
      `沙箱里的恶意程序${succeeded.map(({ zh }) => zh).join("，")}`,
    ),
    remedy: text(
      "grade on another machine, and report this with what `pnpm grader doctor --json` prints",
      "请换一台机器评分，并附上 `pnpm grader doctor --json` 的输出反馈这个问题",
    ),
  };
}

/** What is the matter, and what to do about it. */
export function inOneSentence({ problem, remedy }: Obstacle): Text {
  return text(`${problem.en}: ${remedy.en}`, `${problem.zh}：${remedy.zh}`);
}

/** Why bubblewrap cannot isolate programs on this machine and what to do about it; undefined where it can. */
export async function whyNoBwrap(): Promise<string | undefined> {
  const obstacle = await canary();
  return obstacle && inOneSentence(obstacle).en;
}
