// Counters over datagrams, the client: client.ts <host> <port>, with commands on stdin
// The rules are in labs/udp/README.md. Go stage by stage: pnpm lab check udp
import { createInterface } from "node:readline";

const [host = "127.0.0.1", port = "7000"] = process.argv.slice(2);
const retryMs = Number(process.env["RETRY_MS"] ?? 500);
const tries = Number(process.env["TRIES"] ?? 5);

console.error(`server: ${host} port ${port}; a try every ${retryMs} ms, ${tries} in all`);

for await (const command of createInterface({ input: process.stdin })) {
  console.error(`not sent yet: ${command}`);

  // TODO 9 (request): Send "<id> <command>" in one datagram, each with an id of its own. Wait for
  // the reply and print it without the id. Then, and only then, take the next command.

  // TODO 10 (retransmit): No reply within RETRY_MS: send the very same datagram again.

  // TODO 11 (give-up): After TRIES sends without a reply: a message on stderr and an exit code that is not 0.

  // TODO 12 (strays): Ignore what comes from anybody else, and what has another id.

  // TODO 13 (closed-port): When nobody listens there, end as in TODO 11, without a stack trace.
}

// TODO 14 (lossy-network): Put both together, over a network that loses, doubles and reorders.
// Nothing to write here: if it fails, one of the TODOs above is not quite done.
