import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Starts a server program again and again with nothing around it, so many at a time, and has one exchange with each. */
export async function bareStarts(
  command: readonly string[],
  folder: string,
  count: number,
  parallel: number,
  firstPort: number,
): Promise<void> {
  let started = 0;
  const lane = async (): Promise<void> => {
    while (started < count) await bareStart(command, folder, firstPort + started++);
  };
  await Promise.all(Array.from({ length: parallel }, lane));
}

async function bareStart([executable = "", ...args]: readonly string[], folder: string, port: number): Promise<void> {
  const child = spawn(executable, [...args, "127.0.0.1", String(port)], { cwd: folder, stdio: "ignore" });
  const exit = once(child, "exit");
  const socket = await connected(port);
  socket.write("hello\n");
  await once(socket, "data");
  socket.destroy();
  child.kill("SIGKILL");
  await exit;
}

/** Tries until the program listens. */
async function connected(port: number): Promise<Socket> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return socket;
    } catch {
      await wait(2);
    }
  }
}
