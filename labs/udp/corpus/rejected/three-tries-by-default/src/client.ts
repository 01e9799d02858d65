// Sends three times where TRIES is not set.
import { createSocket, type RemoteInfo } from "node:dgram";
import { lookup } from "node:dns/promises";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const RETRY_MS = Number(process.env.RETRY_MS ?? 500);
const TRIES = Number(process.env.TRIES ?? 3);
const run = Date.now().toString(36); // another run may get the same port
let asked = 0;

const { address, family } = await lookup(host);
const socket = createSocket(family === 6 ? "udp6" : "udp4");

function ask(command: string): Promise<string> {
  asked += 1;
  const id = `${run}${asked.toString(36)}`;
  const request = Buffer.from(`${id} ${command}`, "latin1");
  return new Promise((resolve) => {
    let sends = 0;
    const send = () => {
      if (sends === TRIES) giveUp();
      sends += 1;
      socket.send(request, Number(port), address, () => {});
    };
    const onMessage = (datagram: Buffer, from: RemoteInfo) => {
      const reply = datagram.toString("latin1");
      if (from.address !== address || from.port !== Number(port)) return;
      if (!reply.startsWith(`${id} `)) return;
      clearInterval(timer);
      socket.off("message", onMessage);
      resolve(reply.slice(id.length + 1));
    };
    socket.on("message", onMessage);
    const timer = setInterval(send, RETRY_MS);
    send();
  });
}

function giveUp(): never {
  console.error(`no reply from ${host} port ${port}`);
  process.exit(1);
}

async function execute(command: string) {
  const reply = await ask(command);
  process.stdout.write(`${reply}\n`, "latin1");
}

let rest = "";
for await (const piece of process.stdin.setEncoding("latin1")) {
  const lines = `${rest}${piece}`.split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) await execute(line);
}
if (rest !== "") await execute(rest);
socket.close();
