// A line echo server: main.ts <host> <port>
// The rules are in labs/tcp-server/README.md. Go stage by stage: pnpm lab check tcp-server
import { createServer } from "node:net";

const [host = "127.0.0.1", port = "8080"] = process.argv.slice(2);

const server = createServer((socket) => {
  console.log(`a client: ${socket.remoteAddress} port ${socket.remotePort}`);

  // TODO 2 (echo): When the client has sent a line, send the same bytes back, LF included.

  // TODO 3 (conversation): Do that for every line, one after another. The connection stays open.

  // TODO 4 (byte-stream): A line may come in many pieces, and a piece may hold many lines.
  // Answer a line as soon as its LF is there, and not before.

  // TODO 5 (bytes): A line is bytes, not text. Whatever bytes come in must go out unchanged.

  // TODO 6 (many-clients): Clients talk to you at the same time. Never mix up what they sent.

  // TODO 7 (half-close): When the client has finished sending, send back what came after its
  // last LF, and only then close your side. No reply may get lost.

  // TODO 8 (resets): A client may vanish at any moment. Only its own conversation may end by that.

  // TODO 9 (limits): A line of more than 4096 bytes gets "ERR line too long\n" and a close.
  // You can tell before its LF has come.

  // TODO 10 (backpressure): A client may send and never read. Notice that your replies pile up,
  // and stop reading that client until it has taken them.

  // TODO 11 (idle): Disconnect a client that completes no line for IDLE_TIMEOUT_MS milliseconds
  // (an environment variable; 30000 when it is not set).
});

// TODO 1 (listen): This one is done. Find out what each of the two arguments decides.
server.listen({ host, port: Number(port) });

// TODO 12 (port-taken): When the address can't be had, say so in one line on stderr and exit with
// a code that is not 0.

// TODO 13 (shutdown): On SIGTERM accept nobody new, answer the whole lines that have arrived, close
// the connections and exit with code 0 within 2 seconds, whatever the clients do.
