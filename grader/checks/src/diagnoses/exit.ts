import { constants } from "node:os";
import { text, type Text } from "@wirelab/model";
import type { Diagnosis } from "./index.ts";

interface Crash {
  readonly sign: RegExp;
  readonly mistake: (port: number) => Text;
}

/** What the last words of a program on stderr tell; most telling first. */
const crashes: readonly Crash[] = [
  {
    // A Unix socket is named by its path alone, a TCP port by an address with a number after it.
    sign: /listen E[A-Z]+: [^\n]*\s(?!\S*:\d+$)\S+$/m,
    mistake: () =>
      text(
        "listen() got the host where it wants the port, and took it for the path of a Unix socket: Node's order is listen(port, host).",
        "listen() 在该写 port 的位置收到了 host，把它当成了 Unix 套接字的路径：Node 的顺序是 listen(port, host)。",
      ),
  },
  {
    sign: /ENOTFOUND \d+\b|EAI_AGAIN \d+\b|ERR_SOCKET_BAD_PORT.*\b\d+\.\d+|gaierror/s,
    mistake: () =>
      text(
        "Host and port are swapped: the arguments are <host> <port>, in this order.",
        "host 和 port 弄反了：参数的顺序是 <host> <port>。",
      ),
  },
  {
    sign: /EACCES/,
    mistake: () =>
      text(
        "The system refused the address (EACCES): ports below 1024 are reserved, and host and port may be swapped.",
        "系统拒绝了这个地址（EACCES）：1024 以下的端口是保留的，也可能是 host 和 port 弄反了。",
      ),
  },
  {
    sign: /EADDRINUSE|Address already in use/,
    mistake: (port) =>
      text(
        `The program wanted an address that is in use; was it port ${port}, the one that it was given?`,
        `程序想要的地址已被占用；它用的是给它的端口 ${port} 吗？`,
      ),
  },
  {
    sign: /ECONNRESET|EPIPE|ConnectionResetError|BrokenPipeError/,
    mistake: () =>
      text(
        "The program crashed because a client reset its connection: a socket needs an 'error' handler of its own.",
        "一个客户端重置了连接，程序就崩溃了：每个套接字都需要自己的 'error' 处理函数。",
      ),
  },
  {
    sign: /ERR_STREAM_WRITE_AFTER_END|write after end/,
    mistake: () => text("The program wrote to a connection that it had already ended.", "程序向自己已经结束的连接写了数据。"),
  },
  {
    sign: /heap out of memory|Array buffer allocation failed|ERR_MEMORY_ALLOCATION_FAILED|MemoryError/,
    mistake: () => text("The program ran out of memory: something in it grows without bound.", "程序耗尽了内存：有某样东西在无限增长。"),
  },
  {
    // Others are thrown by what a program does at run time: BigInt("five"), JSON.parse("{").
    sign: /SyntaxError: (?!Cannot convert|Invalid regular expression|.*JSON)/,
    mistake: () => text("The program has a syntax error.", "程序有语法错误。"),
  },
  {
    sign: /ERR_MODULE_NOT_FOUND|Cannot find module|ModuleNotFoundError|Could not resolve/,
    mistake: () =>
      text(
        "The program imports a module that it does not bring along: only its own files and the language's standard library are there.",
        "程序导入了它没有带上的模块：只有它自己的文件和语言的标准库可用。",
      ),
  },
];

const flooded: Diagnosis = ({ program }) =>
  program?.stdout.flooded || program?.stderr.flooded
    ? text("The program flooded its output and was ended.", "程序的输出泛滥成灾，已被终止。")
    : undefined;

const crashed: Diagnosis = ({ program, situation }) => {
  if (!program?.exited || (program.stopping && situation !== "exit") || situation === "exit") return undefined;
  const words = program.stderr.lastLines(40);
  const known = crashes.find(({ sign }) => sign.test(words));
  if (known) return known.mistake(program.port);
  const { code } = program.exited;
  const error = words.split("\n").findLast((line) => /^[\w.]*(Error|Exception)\b.*:/.test(line));
  if (error !== undefined) return text(`The program crashed: ${error}`, `程序崩溃了：${error}`);
  return text(`The program ended by itself with exit code ${code}.`, `程序自己退出了，退出码 ${code}。`);
};

const wantedOtherPort: Diagnosis = ({ program }) => {
  const wanted = /EADDRINUSE.*:(\d+)\s*$/m.exec(program?.stderr.lastLines(40) ?? "")?.[1];
  if (!program?.exited || wanted === undefined || Number(wanted) === program.port) return undefined;
  return text(
    `The program wants port ${wanted}, not port ${program.port}, which it was given: take host and port from the arguments.`,
    `程序要的是端口 ${wanted}，而不是给它的端口 ${program.port}：host 和 port 要取自命令行参数。`,
  );
};

const neverListened: Diagnosis = ({ situation, program }) => {
  if (situation !== "start" || program?.exited?.code !== 0 || program.stderr.size > 0) return undefined;
  const call = program.transport === "udp" ? "bind()" : "listen()";
  return text(
    `The program ended at once, as one does that has nothing to wait for: is ${call} called?`,
    `程序一启动就结束了，因为它没有什么可等的：调用 ${call} 了吗？`,
  );
};

const signalNotHandled: Diagnosis = ({ situation, program }) =>
  situation === "exit" && program?.exited?.code === 128 + constants.signals.SIGTERM
    ? text(
        "SIGTERM killed the program: it needs a handler for the signal, as in process.on('SIGTERM', …).",
        "SIGTERM 直接杀死了程序：需要为这个信号写处理函数，例如 process.on('SIGTERM', …)。",
      )
    : undefined;

export const exitMistakes: readonly Diagnosis[] = [flooded, wantedOtherPort, neverListened, crashed, signalNotHandled];
