import { text } from "@wirelab/model";
import { findCgroups } from "../cgroups/find.ts";
import { RunGroup } from "../cgroups/group.ts";
import { runLimits } from "../limits.ts";
import { findInside } from "../shown.ts";
import type { Finding } from "./examine.ts";
import { installUtilities } from "./isolation.ts";

/** What keeps a program from using up the machine. */
export async function findLimits(): Promise<Finding[]> {
  return [prlimit(), await findCgroupLimits()];
}

function prlimit(): Finding {
  const about = { id: "prlimit", title: text("limits for a process (prlimit)", "单个进程的限制（prlimit）") };
  // It is started within the sandbox.
  if (findInside("prlimit") !== undefined) return { ...about, state: "good", found: text("installed", "已安装") };
  const meaning = text("Nothing is graded with --sandbox bwrap.", "不能用 --sandbox bwrap 评分。");
  return { ...about, state: "missing", found: text("not installed", "没有安装"), meaning, remedy: installUtilities };
}

/** What keeps all processes of a grading together in bounds. Asked for as a run asks for it: a group is made. */
export async function findCgroupLimits(): Promise<Finding> {
  const about = { id: "cgroups", title: text("limits for a whole grading (cgroups)", "整次评分的限制（cgroup）") };
  const found = findCgroups();
  await using group = await RunGroup.make(found);
  if (!found || !group) return { ...about, state: "limited", found: text("none that may be used", "没有可以使用的"), meaning, remedy };
  const kind = found.version === 2 ? text("version 2, delegated", "第 2 版，已委派") : text("version 1, writable", "第 1 版，可写");
  const has = Object.keys(found.parents).join(", ");
  const amounts = text(
    `${runLimits.memoryBytes / 2 ** 20} MiB and ${runLimits.processes} processes a grading`,
    `每次评分 ${runLimits.memoryBytes / 2 ** 20} MiB 内存、${runLimits.processes} 个进程`,
  );
  const described = text(`${kind.en} (${has}): ${amounts.en}`, `${kind.zh}（${has}）：${amounts.zh}`);
  if (group.isComplete) return { ...about, state: "good", found: described };
  return { ...about, state: "limited", found: described, meaning, remedy };
}

/** What is left to a hostile program where the kernel does not count what all of its processes use together. */
const meaning = text(
  "Each process is limited by the kernel, their sum is not: the grader looks ten times a second and ends a program that uses too much, which in between may take a good deal of this machine's memory.",
  "内核限制每个进程，但不限制总量：评分器每秒检查十次，结束用量过大的程序；在两次检查之间，程序可能占用本机不少内存。",
);

const remedy = text(
  "systemd-run --user --scope pnpm grader grade … (where systemd is; in a container, mount cgroups so that they can be written)",
  "systemd-run --user --scope pnpm grader grade …（需要 systemd；在容器里，请把 cgroup 挂载为可写）",
);
