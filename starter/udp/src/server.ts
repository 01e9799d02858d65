// Counters over datagrams, the server: server.ts <host> <port>
// The rules are in labs/udp/README.md. Go stage by stage: pnpm lab check udp
import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);

const socket = createSocket(isIPv6(host) ? "udp6" : "udp4");

socket.on("message", (datagram, from) => {
  console.log(`${datagram.length} bytes from ${from.address} port ${from.port}`);

  // TODO 1 (datagram): A request is "<id> ECHO <bytes>". Send "<id> <bytes>" back to where it came from.

  // TODO 2 (boundaries): One datagram, one request, one reply. The bytes may be none, or have newlines.

  // TODO 3 (sizes): The bytes may be any bytes, and as many as a datagram can carry.

  // TODO 4 (peers): Several peers ask at the same time. Each gets its own replies and no other's.

  // TODO 5 (counters): "<id> ADD <name> <integer>" adds and "<id> GET <name>" looks. Both are
  // answered with "<id> <total>".

  // TODO 6 (malformed): What is no command gets "<id> ERR <reason>"; what has no id gets nothing.

  // TODO 7 (duplicates): A request that comes again is answered as before, and not carried out again.

  // TODO 8 (memory): Remember the last 1000 requests of each peer, and do not grow for ever.
});

socket.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});

socket.bind(Number(port), host);
