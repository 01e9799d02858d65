// A right client: it is with this one that the reference's server is tried.
import { createSocket } from "node:dgram";
import { createInterface } from "node:readline";

const [host = "", portText = ""] = process.argv.slice(2);
const interval = Number(process.env["RETRY_MS"] ?? 200);
const socket = createSocket("udp4");
let id = 0;

for await (const command of createInterface({ input: process.stdin })) {
  const prefix = `${id++} `;
  const send = (): void => socket.send(prefix + command, Number(portText), host);
  const { promise, resolve } = Promise.withResolvers<string>();
  const hear = (reply: Buffer): void => {
    const text = reply.toString("latin1");
    if (text.startsWith(prefix)) resolve(text.slice(prefix.length));
  };
  socket.on("message", hear);
  send();
  const timer = setInterval(send, interval);
  console.log(await promise);
  clearInterval(timer);
  socket.off("message", hear);
}
socket.close();
