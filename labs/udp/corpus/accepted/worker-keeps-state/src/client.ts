// A socket for each command: what comes late for an earlier one finds its port closed.
import { createSocket, type RemoteInfo } from "node:dgram";
import { lookup } from "node:dns";
import { SocketAddress } from "node:net";

const RETRY_MS = Number(process.env["RETRY_MS"] ?? 500);
const TRIES = Number(process.env["TRIES"] ?? 5);

interface Server {
  address: string;
  family: "ipv4" | "ipv6";
  port: number;
}

function letters(): string {
  return Array.from({ length: 16 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
}

function ask(server: Server, command: Buffer, done: (reply: Buffer | undefined) => void): void {
  const socket = createSocket(server.family === "ipv6" ? "udp6" : "udp4");
  const canonical = new SocketAddress(server).address; // ::1, however it was written
  const id = Buffer.from(`${letters()} `);
  const request = Buffer.concat([id, command]);
  let sends = 0;
  let timer: NodeJS.Timeout;

  const finish = (reply?: Buffer) => {
    clearTimeout(timer);
    socket.removeAllListeners("message");
    socket.close();
    done(reply);
  };
  const send = () => {
    sends++;
    socket.send(request, server.port, server.address, () => {});
    timer = setTimeout(() => setImmediate(() => timer !== undefined && late()), RETRY_MS);
  };
  const late = () => {
    if (answered) return;
    if (sends < TRIES) send();
    else finish();
  };
  let answered = false;
  socket.on("message", (datagram: Buffer, from: RemoteInfo) => {
    if (answered || from.port !== server.port || from.address !== canonical) return;
    if (!datagram.subarray(0, id.length).equals(id)) return;
    answered = true;
    finish(datagram.subarray(id.length));
  });
  send();
}

function main(server: Server): void {
  let pending = Buffer.alloc(0);
  let busy = false;
  let ended = false;
  const advance = () => {
    if (busy) return;
    let end = pending.indexOf("\n");
    if (end < 0 && ended && pending.length > 0) end = pending.length;
    if (end < 0) return;
    busy = true;
    const command = pending.subarray(0, end);
    pending = pending.subarray(end + 1);
    ask(server, command, (reply) => {
      if (reply === undefined) {
        process.stderr.write("the server does not answer\n");
        process.exit(1);
      }
      process.stdout.write(Buffer.concat([reply, Buffer.of(10)]));
      busy = false;
      advance();
    });
  };
  process.stdin.on("data", (piece: Buffer) => {
    pending = Buffer.concat([pending, piece]);
    advance();
  });
  process.stdin.on("end", () => {
    ended = true;
    advance();
  });
}

lookup(process.argv[2] ?? "", (error, address, family) => {
  if (error) throw error;
  main({ address, family: family === 6 ? "ipv6" : "ipv4", port: Number(process.argv[3]) });
});
