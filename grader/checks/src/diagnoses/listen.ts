import { isIP } from "node:net";
import { text } from "@wirelab/model";
import { canObserve } from "../system/processes.ts";
import type { Diagnosis } from "./index.ts";

const elsewhere: Diagnosis = ({ situation, program }) => {
  if (!program || (situation !== "start" && situation !== "connect")) return undefined;
  const { endpoints } = program.listening;
  const other = endpoints.find(({ port }) => port !== program.port);
  if (endpoints.length === 0 || endpoints.some(({ port }) => port === program.port) || !other) return undefined;
  return text(
    `The program listens on ${other.host} port ${other.port}, not on port ${program.port}: take host and port from the arguments.`,
    `程序监听在 ${other.host} 端口 ${other.port}，而不是端口 ${program.port}：host 和 port 要取自命令行参数。`,
  );
};

const nowhere: Diagnosis = ({ situation, program }) => {
  if (situation !== "start" || !program || program.listening.endpoints.length > 0) return undefined;
  return program.transport === "udp"
    ? text(
        "The program runs but is bound to no UDP port. Is bind() called, with the port before the host as Node wants it?",
        "程序在运行，但没有绑定任何 UDP 端口。调用 bind() 了吗？Node 的 bind() 先要 port 再要 host。",
      )
    : text(
        "The program runs but listens on no TCP port. Is listen() called, with the port before the host as Node wants it?",
        "程序在运行，但没有监听任何 TCP 端口。调用 listen() 了吗？Node 的 listen() 先要 port 再要 host。",
      );
};

const noLonger: Diagnosis = ({ situation, program }) =>
  canObserve && situation === "connect" && program && !program.exited && program.listening.endpoints.length === 0
    ? text(
        "The program has stopped listening: the listening socket stays open after a client has come, for the next one.",
        "程序已经不再监听：有客户端连上之后，监听套接字仍要保持打开，留给下一个客户端。",
      )
    : undefined;

const otherAddress: Diagnosis = ({ situation, program, exchange }) => {
  if (!program || program.interactive || (situation !== "connect" && situation !== "refuse" && !exchange)) return undefined;
  const own = program.listening.endpoints.find(({ port }) => port === program.port);
  if (!own || own.host === program.host || (situation !== "refuse" && isIP(program.host) === 0)) return undefined;
  const call = program.transport === "udp" ? "bind()" : "listen()";
  if (own.host === "0.0.0.0" || own.host === "::")
    return text(
      `The program listens on all addresses (${own.host}); it was told ${program.host}: give ${call} the host too.`,
      `程序监听在所有地址上（${own.host}），而要求的是 ${program.host}：${call} 也要给出 host。`,
    );
  return text(
    `The program listens on ${own.host} only; it was told ${program.host}.`,
    `程序只监听在 ${own.host} 上，而要求的是 ${program.host}。`,
  );
};

export const listenMistakes: readonly Diagnosis[] = [elsewhere, nowhere, noLonger, otherAddress];
