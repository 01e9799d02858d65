import { readFileSync } from "node:fs";
import { text } from "@wirelab/model";
import { namespaceRemedy, noBubblewrap, oldBubblewrap } from "../canary/obstacles.ts";
import { cleanEnvironment, findCommand } from "../environment.ts";
import { run } from "../launch.ts";
import { isKnown } from "../seccomp/filter.ts";
import type { Finding } from "./examine.ts";

/** The first version that can keep programs from namespaces of their own. */
const oldest = [0, 8];

const ungraded = text("Nothing is graded with --sandbox bwrap.", "不能用 --sandbox bwrap 评分。");

/** What parts a program from the rest of the machine. */
export async function findIsolation(): Promise<Finding[]> {
  return [user(), await bubblewrap(), ...(await namespaces()), seccomp()];
}

function user(): Finding {
  const about = { id: "user", title: text("user", "用户") };
  if (process.getuid?.() !== 0) return { ...about, state: "good", found: text("an ordinary one", "普通用户") };
  return {
    ...about,
    state: "limited",
    found: text("root", "root"),
    meaning: text(
      "Should a program find a hole in the sandbox, the whole machine is open to it.",
      "如果程序在沙箱里找到漏洞，整台机器都会暴露给它。",
    ),
    remedy: text("grade as an ordinary user", "请用普通用户评分"),
  };
}

async function bubblewrap(): Promise<Finding> {
  const about = { id: "bubblewrap", title: text("bubblewrap", "bubblewrap") };
  const said = await output(["bwrap", "--version"]);
  const [, major, minor] = /(\d+)\.(\d+)/.exec(said ?? "") ?? [];
  if (said === undefined || major === undefined)
    return { ...about, state: "missing", found: noBubblewrap.problem, meaning: ungraded, remedy: noBubblewrap.remedy };
  const found = text(said.trim(), said.trim());
  const version = [Number(major), Number(minor)];
  const isOld = version[0] === oldest[0] && (version[1] ?? 0) < (oldest[1] ?? 0);
  return isOld
    ? { ...about, state: "missing", found, meaning: ungraded, remedy: oldBubblewrap.remedy }
    : { ...about, state: "good", found };
}

/** Tried as bubblewrap makes them, one kind at a time. */
async function namespaces(): Promise<Finding[]> {
  const kinds = [
    { id: "user-namespaces", title: text("user namespaces", "用户命名空间"), options: ["--user", "--map-root-user"] },
    { id: "network-namespaces", title: text("network namespaces", "网络命名空间"), options: ["--user", "--map-root-user", "--net"] },
  ];
  const hasTool = findCommand("unshare") !== undefined;
  return Promise.all(
    kinds.map(async ({ id, title, options }): Promise<Finding> => {
      if (!hasTool)
        return {
          id,
          title,
          state: "limited",
          found: text("not known: unshare is missing", "未知：缺少 unshare"),
          remedy: installUtilities,
        };
      if ((await output(["unshare", ...options, "true"])) !== undefined)
        return { id, title, state: "good", found: text("can be made", "可以创建") };
      const command = namespaceRemedy() ?? "sudo sysctl -w user.max_user_namespaces=10000";
      return { id, title, state: "missing", found: text("cannot be made", "无法创建"), meaning: ungraded, remedy: text(command, command) };
    }),
  );
}

export const installUtilities = text("apt-get install util-linux", "apt-get install util-linux");

function seccomp(): Finding {
  const about = { id: "seccomp", title: text("system call filter (seccomp)", "系统调用过滤（seccomp）") };
  const hasFilters = /\bSeccomp_filters:|\bSeccomp:/.test(ownStatus());
  if (hasFilters && isKnown(process.arch))
    return { ...about, state: "good", found: text(`there, for ${process.arch}`, `可用（${process.arch}）`) };
  return {
    ...about,
    state: "missing",
    found: hasFilters
      ? text(`no filter for ${process.arch}`, `没有适用于 ${process.arch} 的过滤器`)
      : text("not in this kernel", "内核不支持"),
    meaning: ungraded,
    remedy: text("grade on Linux, x64 or arm64", "请在 x64 或 arm64 的 Linux 上评分"),
  };
}

function ownStatus(): string {
  try {
    return readFileSync("/proc/self/status", "latin1");
  } catch {
    return "";
  }
}

/** What a command of this machine prints; undefined where it is missing or fails. */
export async function output(argv: readonly string[]): Promise<string | undefined> {
  try {
    const { code, stdout } = await run({ argv, env: cleanEnvironment(), feeds: [], expendable: false }, { timeout: 10_000 });
    return code === 0 ? stdout : undefined;
  } catch {
    return undefined;
  }
}
