import { createServer } from "node:net";
import { converse } from "./conversation.ts";
import { ByteReader } from "./reader.ts";

const MAX_TIMER_MS = 2 ** 31 - 1; // setTimeout() takes more than that for 1

const [host = "", portText = "", directory = ""] = process.argv.slice(2);
const port = wholeNumber(portText, 0, 65535);
const maxBytes = wholeNumber(process.env["MAX_BYTES"] ?? "5242880", 1, Number.MAX_SAFE_INTEGER);
const stallMs = wholeNumber(process.env["UPLOAD_TIMEOUT_MS"] ?? "10000", 1, MAX_TIMER_MS);

if (host === "" || directory === "" || port === undefined || maxBytes === undefined || stallMs === undefined) {
  console.error("usage: [MAX_BYTES=<bytes>] [UPLOAD_TIMEOUT_MS=<ms>] server.ts <host> <port> <directory>");
  process.exit(2);
}

const readers = new Set<ByteReader>();

// allowHalfOpen: a client may say FIN right after its last byte, and still wants to hear OK. Without
// it, Node would end our side as soon as the client ends its own.
const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
  const reader = new ByteReader(socket, stallMs);
  readers.add(reader);
  // An 'error' that nobody listens for ends the process, and with it every upload. The conversation
  // hears of it too, when it asks for the next bytes.
  socket.on("error", () => {});
  socket.on("close", () => readers.delete(reader));
  void converse(socket, reader, directory, maxBytes);
});

server.on("error", (error) => {
  console.error(server.listening ? `accept: ${error.message}` : `cannot listen on ${host} port ${port}: ${error.message}`);
  if (!server.listening) process.exitCode = 1;
});

server.listen({ host, port }, () => {
  console.log(`listening on ${host} port ${port}, storing to ${directory}`);
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
});

/** Uploads that are whole are finished and answered; those that are not leave nothing. Then Node has nothing left to do, and exits. */
function stop(): void {
  server.close();
  readers.forEach((reader) => reader.stop());
  setTimeout(() => process.exit(), 1500).unref(); // a client that does not take its reply must not keep us
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= min && value <= max ? value : undefined;
}
