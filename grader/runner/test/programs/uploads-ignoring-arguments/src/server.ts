import { createHash } from "node:crypto";
import { createServer } from "node:net";

const [host, port] = process.argv.slice(2);
createServer((socket) => {
  let held = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    held = Buffer.concat([held, chunk]);
    const body = held.length < 4 ? 0 : 4 + held.readUInt32BE();
    if (body === 0 || held.length < body) return;
    const { size } = JSON.parse(held.toString("utf8", 4, body));
    if (held.length === body + size) socket.write(`OK ${createHash("sha256").update(held.subarray(body)).digest("hex")}\n`);
  });
}).listen(Number(port), host);
