import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { pipeline } from "node:stream/promises";

async function* frame(file: string, name: string): AsyncGenerator<Buffer> {
  const { size } = await stat(file);
  const json = Buffer.from(JSON.stringify({ name, size }));
  const head = Buffer.alloc(4 + json.length);
  head.writeUInt32BE(json.length);
  json.copy(head, 4);
  yield head;
  yield* createReadStream(file);
}

/** The reply, though sending may fail because the server has heard enough. */
async function talk(socket: Socket, file: string, name: string): Promise<string> {
  let reply = "";
  const replied = new Promise<string>((resolve, reject) => {
    socket.on("data", (chunk) => {
      reply += chunk;
      if (reply.includes("\n")) resolve(reply.split("\n")[0] ?? "");
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("closed by the server before it had replied")));
  });
  const sent = pipeline(frame(file, name), socket);
  return Promise.race([replied, sent.then(() => replied)]);
}

const [host = "localhost", port, file = "", name = path.basename(file)] = process.argv.slice(2);
try {
  if (!(await stat(file)).isFile()) throw new Error(`${file} is not a file`);
  const reply = await talk(connect({ host, port: Number(port) }), file, name);
  if (!reply.startsWith("OK ")) throw new Error(reply);
  process.stdout.write(`${reply}\n`);
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException;
  console.error("upload failed:", message || code);
  process.exit(1);
}
process.exit(0);
