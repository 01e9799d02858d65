// What a hostile program would try first. Plain JavaScript and no more than this: it runs before every grading.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";

const { port, workspace } = JSON.parse(Buffer.from(process.argv[2] ?? "", "base64url").toString());

/** Asked of the system, and not done: where the sandbox is broken, this is somebody's machine. */
const canWrite = (path) => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** A connection that is neither made nor refused has left this network. */
const canConnect = (host, number) =>
  new Promise((resolve) => {
    const socket = connect({ host, port: number, timeout: 2000 });
    for (const [event, outcome] of [
      ["connect", true],
      ["timeout", true],
      ["error", false],
    ])
      socket.once(event, () => resolve(outcome, socket.destroy()));
  });

const read = (path) => {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
};

const status = read("/proc/self/status");
const field = (name) => new RegExp(`^${name}:\\s+(\\w+)$`, "m").exec(status)?.[1];
const commandLine = read("/proc/1/cmdline") + read("/proc/1/environ");

const attacks = {
  reading: existsSync(workspace) || existsSync("/etc/shadow"),
  writing: ["/box", "/usr/bin", "/etc", "/dev", "/", "/proc/sys/kernel/core_pattern"].some(canWrite),
  network: (await canConnect("127.0.0.1", port)) || (await canConnect("192.0.2.1", 9)),
  processes: readdirSync("/proc").filter((name) => Number(name) > 0).length > 2,
  commandLine: commandLine.includes(workspace),
  privileges: process.getuid() === 0 || field("CapEff") !== "0000000000000000" || field("NoNewPrivs") !== "1",
  filter: field("Seccomp") !== "2",
  namespaces: spawnSync("unshare", ["--user", "true"]).status === 0,
};
console.log(JSON.stringify(Object.keys(attacks).filter((name) => attacks[name])));
