import { existsSync, readFileSync } from "node:fs";
import { text } from "@wirelab/model";
import type { Obstacle } from "./canary.ts";

export const onLinuxOnly: Obstacle = {
  problem: text("bubblewrap isolates programs on Linux only", "bubblewrap 只能在 Linux 上隔离程序"),
  remedy: text("grade on Linux, or in a virtual machine with Linux", "请在 Linux 或 Linux 虚拟机里评分"),
};

export const noBubblewrap: Obstacle = {
  problem: text("bubblewrap is not installed", "没有安装 bubblewrap"),
  remedy: text(
    "apt-get install bubblewrap (or your system's package of that name)",
    "apt-get install bubblewrap（或者你的系统里同名的软件包）",
  ),
};

export const oldBubblewrap: Obstacle = {
  problem: text("bubblewrap is older than 0.8", "bubblewrap 的版本低于 0.8"),
  remedy: text(
    "install a newer one: Debian 12, Ubuntu 24.04 and later have it",
    "请安装更新的版本：Debian 12、Ubuntu 24.04 及更新的系统自带",
  ),
};

export const noUtilLinux: Obstacle = {
  problem: text("unshare or prlimit is not installed", "没有安装 unshare 或 prlimit"),
  remedy: text("apt-get install util-linux", "apt-get install util-linux"),
};

export const unknownArchitecture: Obstacle = {
  problem: text(`there is no system call filter for ${process.arch}`, `没有适用于 ${process.arch} 的系统调用过滤器`),
  remedy: text("grade on x64 or arm64", "请在 x64 或 arm64 的机器上评分"),
};

const namespacesNeeded = text("unprivileged user namespaces are needed", "需要非特权用户命名空间");

/** What keeps user namespaces from a process, where it shows: a file and what it then holds. */
const switches: readonly { readonly file: string; readonly forbids: (value: number) => boolean; readonly command: string }[] = [
  {
    file: "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
    forbids: (value) => value === 1,
    command: "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
  },
  {
    file: "/proc/sys/kernel/unprivileged_userns_clone",
    forbids: (value) => value === 0,
    command: "sudo sysctl -w kernel.unprivileged_userns_clone=1",
  },
  {
    file: "/proc/sys/user/max_user_namespaces",
    forbids: (value) => value === 0,
    command: "sudo sysctl -w user.max_user_namespaces=10000",
  },
];

const dockerOptions = "--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined";

/** The command that lets programs have user namespaces on this machine; undefined where nothing is seen to keep them. */
export function namespaceRemedy(): string | undefined {
  const command = switches.find(({ file, forbids }) => forbids(readNumber(file)))?.command;
  if (command !== undefined) return command;
  return isContainer() ? `docker run ${dockerOptions} …` : undefined;
}

/** What the end of a sandbox that could not be set up tells. */
export function findObstacle(code: number | null, stderr: string): Obstacle {
  const [said = ""] = stderr.trim().split("\n");
  if (/Unknown option|--disable-userns|--size/.test(said)) return oldBubblewrap;
  if (/prlimit/.test(said)) return noUtilLinux;
  const detail = said || (code === null ? "it did not end" : `exit code ${code}`);
  const command = namespaceRemedy();
  return {
    problem: text(`bubblewrap cannot make a sandbox here (${detail})`, `bubblewrap 在这里无法建立沙箱（${detail}）`),
    remedy: command
      ? text(`${namespacesNeeded.en}: ${command}`, `${namespacesNeeded.zh}：${command}`)
      : text(
          `${namespacesNeeded.en}. On Ubuntu: ${switches[0]?.command}. In Docker: ${dockerOptions}`,
          `${namespacesNeeded.zh}。Ubuntu：${switches[0]?.command}。Docker：${dockerOptions}`,
        ),
  };
}

function isContainer(): boolean {
  return existsSync("/.dockerenv") || existsSync("/run/.containerenv");
}

/** What a file of the kernel's says; none of its own values where there is no such file. */
function readNumber(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, "latin1")) : Number.NaN;
}
