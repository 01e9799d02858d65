import net from "node:net";

const [host, port] = process.argv.slice(2);
const replyMs = Number(process.env.REPLY_TIMEOUT_MS ?? 10_000);
const giveUpAt = Date.now() + Number(process.env.CONNECT_TIMEOUT_MS ?? 0);
const LF = 0x0a;

let socket: net.Socket;
let typed = Buffer.alloc(0); // read from stdin, not sent yet
let received = Buffer.alloc(0); // come from the server, not printed yet
let connected = false;
let waiting = false; // for a reply
let stdinEnded = false;
let serverEnded = false;
let finished = false; // everything is said
let timer: NodeJS.Timeout;

function connect(): void {
  socket = net.connect({ host, port: Number(port), allowHalfOpen: true, autoSelectFamilyAttemptTimeout: 5000 });
  socket.on("connect", () => {
    connected = true;
    process.stdin.on("data", onTyped);
    process.stdin.on("end", onStdinEnd);
  });
  socket.on("data", onReceived);
  socket.on("end", onServerEnd);
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (!connected && isRefused(error) && Date.now() < giveUpAt) setTimeout(connect, 50);
    else fail(error.code ?? error.message);
  });
}

function isRefused(error: NodeJS.ErrnoException): boolean {
  const all = error instanceof AggregateError ? (error.errors as NodeJS.ErrnoException[]) : [error];
  return all.some(({ code }) => code === "ECONNREFUSED");
}

function onTyped(chunk: Buffer): void {
  typed = Buffer.concat([typed, chunk]);
  next();
}

function onStdinEnd(): void {
  stdinEnded = true;
  next();
}

function next(): void {
  if (waiting || finished) return;
  const end = typed.indexOf(LF) + 1;
  if (end > 0) {
    ask(typed.subarray(0, end));
    typed = typed.subarray(end);
  } else if (typed.length > 0 && stdinEnded) {
    ask(Buffer.concat([typed, Buffer.of(LF)]));
    typed = Buffer.alloc(0);
  } else if (stdinEnded) {
    finished = true;
    socket.end();
    print(received);
  } else {
    process.stdin.resume();
  }
}

function ask(request: Buffer): void {
  if (serverEnded) return fail("the server has closed the connection");
  waiting = true;
  process.stdin.pause();
  socket.write(request);
  timer = setTimeout(() => setImmediate(() => waiting && fail("no reply in time")), replyMs);
  takeReply();
}

function onReceived(chunk: Buffer): void {
  if (finished) return print(chunk);
  received = Buffer.concat([received, chunk]);
  takeReply();
}

function takeReply(): void {
  const end = received.indexOf(LF) + 1;
  if (!waiting || end === 0) return;
  clearTimeout(timer);
  print(received.subarray(0, end));
  received = received.subarray(end);
  waiting = false;
  setImmediate(next);
}

function print(bytes: Buffer): void {
  if (process.stdout.write(bytes)) return;
  socket.pause();
  process.stdout.once("drain", () => socket.resume());
}

function onServerEnd(): void {
  serverEnded = true;
  if (waiting) fail("the server closed the connection before its reply was whole");
}

function fail(reason: string): void {
  console.error(`${host}:${port}: ${reason}`);
  process.exitCode = 1;
  waiting = false;
  finished = true;
  clearTimeout(timer);
  process.stdin.destroy();
  socket.destroy();
}

connect();
