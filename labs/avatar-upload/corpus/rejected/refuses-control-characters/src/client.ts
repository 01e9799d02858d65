import { createReadStream, statSync } from "node:fs";
import { connect } from "node:net";
import { basename } from "node:path";

const [host, port, file = "", name = basename(file)] = process.argv.slice(2);

function fail(message: string): never {
  console.error(`upload failed: ${message}`);
  process.exit(1);
}

const size = statSync(file, { throwIfNoEntry: false })?.size ?? fail(`there is no ${file}`);
const header = Buffer.from(JSON.stringify({ name, size }));
const length = Buffer.alloc(4);
length.writeUInt32BE(header.length);

const socket = connect({ host: host ?? "", port: Number(port) });
socket.write(Buffer.concat([length, header]));
const picture = createReadStream(file);
picture.on("error", (error) => fail(error.message));
picture.pipe(socket, { end: false });

let reply = "";
socket.on("data", (chunk) => {
  reply += chunk;
  if (!reply.endsWith("\n")) return;
  if (!reply.startsWith("OK ")) fail(reply.trim());
  console.log(reply.trim());
  socket.destroy();
});
socket.on("error", (error: NodeJS.ErrnoException) => fail(error.message || `${error.code}`));
socket.on("end", () => fail("the server closed the connection"));
