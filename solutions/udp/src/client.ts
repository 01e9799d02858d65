import { once } from "node:events";
import { Asker } from "./asker.ts";
import { endpoint, openSocket, wholeNumber } from "./endpoint.ts";
import { lines } from "./lines.ts";

const MAX_TIMER_MS = 2 ** 31 - 1; // setTimeout() takes more than that for 1

async function main(): Promise<void> {
  const [host = "", portText = ""] = process.argv.slice(2);
  const there = await endpoint(host, portText);
  const retryMs = wholeNumber(process.env["RETRY_MS"] ?? "500", 1, MAX_TIMER_MS);
  const tries = wholeNumber(process.env["TRIES"] ?? "5", 1, Number.MAX_SAFE_INTEGER);
  if (retryMs === undefined || tries === undefined) throw new Error("RETRY_MS and TRIES are numbers from 1");

  const socket = openSocket(there);
  try {
    // No handshake, nothing is sent: it only tells the kernel whom we talk to. It then drops what
    // comes from any other address or port, and lets us know when nobody listens at this one.
    socket.connect(there.port, there.address);
    await once(socket, "connect");

    const asker = new Asker(socket, retryMs, tries);
    for await (const command of lines(process.stdin)) {
      const reply = await asker.ask(command);
      const written = process.stdout.write(Buffer.concat([reply, Buffer.from("\n")]));
      if (!written) await once(process.stdout, "drain");
    }
  } finally {
    socket.close(); // an open socket would keep the process alive
  }
}

process.stdout.on("error", () => process.exit(1)); // whoever read our output has gone, as `head` does
await main().catch((error: Error) => {
  console.error(`client: ${error.message}`);
  process.exitCode = 1;
});
