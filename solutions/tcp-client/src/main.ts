import { getSystemErrorMap } from "node:util";
import { connect } from "./connect.ts";
import { converse } from "./converse.ts";

const MAX_TIMER_MS = 2 ** 31 - 1; // setTimeout() takes more than that for 1

const [host = "", portText = ""] = process.argv.slice(2);
const port = wholeNumber(portText, 1, 65535);
const replyMs = wholeNumber(process.env["REPLY_TIMEOUT_MS"] ?? "10000", 1, MAX_TIMER_MS);
const patienceMs = wholeNumber(process.env["CONNECT_TIMEOUT_MS"] ?? "0", 0, MAX_TIMER_MS);

if (host === "" || port === undefined || replyMs === undefined || patienceMs === undefined) {
  console.error("usage: [REPLY_TIMEOUT_MS=<ms>] [CONNECT_TIMEOUT_MS=<ms>] main.ts <host> <port>");
  process.exit(2);
}

try {
  const socket = await connect(host, port, patienceMs);
  await converse(socket, process.stdin, process.stdout, replyMs);
} catch (error) {
  console.error(`${host.includes(":") ? `[${host}]` : host}:${port}: ${reasonOf(error)}`);
  // Not process.exit(): it drops what a pipe has not yet taken. With nothing left open, Node exits by itself.
  process.exitCode = 1;
  process.stdin.destroy();
}

/** "connection refused" instead of "connect ECONNREFUSED 127.0.0.1:7000", and no stack trace. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { errno, message }: NodeJS.ErrnoException = error;
  return getSystemErrorMap().get(errno ?? 0)?.[1] ?? message;
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= min && value <= max ? value : undefined;
}
