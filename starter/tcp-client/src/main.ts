// A request/reply client: main.ts <host> <port>, requests on stdin, replies on stdout
// The rules are in labs/tcp-client/README.md. Go stage by stage: pnpm lab check tcp-client
import { createConnection } from "node:net";

const [host = "127.0.0.1", port = "8080"] = process.argv.slice(2);

// TODO 1 (connect): This one is nearly done. A name may have several addresses: find out which of
// them Node tries for `localhost`, and what it does when the first does not answer.
const socket = createConnection({ host, port: Number(port) });

socket.on("connect", () => {
  // stdout is for replies only. Whatever you want to tell a person goes to stderr.
  console.error(`connected to ${socket.remoteAddress} port ${socket.remotePort}`);
});

// TODO 2 (send): Read a line from stdin (process.stdin) and send its bytes and LF.

// TODO 3 (print): Write the server's reply line to stdout, to the byte.

// TODO 4 (turn-taking): Do that for every line of stdin, one at a time: no request leaves before the
// reply to the one before it is in. Lines may come slowly, or all at once.

// TODO 5 (byte-stream): A reply may come in many pieces, and the last may bring something more.

// TODO 6 (bytes): Requests and replies are bytes, not text.

// TODO 7 (end): At the end of stdin close your side only. Print what the server still sends, and exit
// with code 0 when it closes. A last request without LF counts.

// TODO 8 (refused): When nobody listens there, say so in one line on stderr and exit with a code that
// is not 0. As it stands, the code is 0.
socket.on("error", (error: NodeJS.ErrnoException) => {
  console.error(`the connection failed: ${error.code ?? error.message}`);
});

// TODO 9 (broken-replies): The server may close or reset before a reply is whole. That is an error,
// and no piece of the reply is printed.

// TODO 10 (silence): Wait REPLY_TIMEOUT_MS milliseconds for each reply (an environment variable; 10000
// when it is not set) and no longer.

// TODO 11 (big): A request or a reply may have many megabytes, and whoever reads them may be slow.

// TODO 12 (late-server): While the connection is refused, try again until CONNECT_TIMEOUT_MS (0 when it
// is not set) is over. Don't keep the processor busy meanwhile.
