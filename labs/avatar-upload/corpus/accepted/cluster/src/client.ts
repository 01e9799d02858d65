// Web streams: the file is a Blob, the socket a pair of streams.
import { openAsBlob, statSync } from "node:fs";
import { connect } from "node:net";
import { basename } from "node:path";
import { Duplex } from "node:stream";

const [host = "", port, file = "", name = basename(file)] = process.argv.slice(2);

async function upload(): Promise<string> {
  if (!statSync(file).isFile()) throw new Error(`${file} is not a file`);
  const blob = await openAsBlob(file);
  const socket = connect({ host, port: Number(port) });
  const failure = new Promise<never>((_, reject) => socket.once("error", reject));
  failure.catch(() => {});
  const { readable, writable } = Duplex.toWeb(socket);

  const header = Buffer.from(JSON.stringify({ name, size: blob.size }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  const sent = new Blob([length, header, blob]).stream().pipeTo(writable, { preventClose: true, preventAbort: true });
  sent.catch(() => {}); // the reply, or the lack of one, says why

  let reply = "";
  try {
    const reader = readable.getReader();
    while (!reply.endsWith("\n")) {
      const { done, value } = await Promise.race([reader.read(), failure]);
      if (done) throw new Error("the server closed the connection too early");
      reply += Buffer.from(value).toString();
    }
    return reply.trimEnd();
  } finally {
    socket.destroy();
  }
}

try {
  const reply = await upload();
  if (!reply.startsWith("OK ")) throw new Error(`refused: ${reply}`);
  console.log(reply);
  process.exit(0);
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException;
  console.error(message || code);
  process.exit(1);
}
