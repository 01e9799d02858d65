import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const RETRY_MS = 100; // a server that starts up is found soon enough, and we don't spin while we wait
const ATTEMPT_MS = 10_000;

/** Connects to a host. While it refuses, tries again until `patienceMs` is over. */
export async function connect(host: string, port: number, patienceMs: number): Promise<Socket> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      return await tryEachAddress(host, port);
    } catch (error) {
      const left = giveUpAt - performance.now();
      if (!isRefused(error) || left <= 0) throw error;
      await sleep(Math.min(RETRY_MS, left));
    }
  }
}

/** A name may stand for several addresses, `localhost` for ::1 and 127.0.0.1, and the server may be at only one of them. */
async function tryEachAddress(host: string, port: number): Promise<Socket> {
  const failures: unknown[] = [];
  for (const { address } of await lookup(host, { all: true })) {
    try {
      return await dial(address, port);
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures.find(isRefused) ?? failures[0];
}

async function dial(address: string, port: number): Promise<Socket> {
  // allowHalfOpen: when the server closes, it is for us to say what that means. Without it, Node
  // would close our side too, and the next request would fail for a reason that nobody understands.
  const socket = createConnection({ host: address, port, allowHalfOpen: true });
  // Where nobody answers at all, the kernel asks again for two minutes. The next address may be better.
  socket.setTimeout(ATTEMPT_MS, () => socket.destroy(new Error("no answer")));
  await once(socket, "connect"); // rejects at 'error'
  socket.setTimeout(0);
  return socket;
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
}
