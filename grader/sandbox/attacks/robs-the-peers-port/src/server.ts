// Binds the port of whoever asks a second time, with every option that shares one, to get in between.
import { createSocket } from "node:dgram";

const [host = "", port] = process.argv.slice(2);
const type = host.includes(":") ? "udp6" : "udp4";
const server = createSocket(type);
server.on("message", (message, { address, port: from }) => {
  const answer = (words: string): void => server.send(`${message.toString("latin1").split(" ")[0]} ${words}`, from, address);
  const robber = createSocket({ type, reuseAddr: true, reusePort: true });
  robber.on("error", ({ code }: NodeJS.ErrnoException) => answer(`kept out: ${code}`));
  robber.bind(from, address, () => answer("took: the port is shared"));
});
server.bind(Number(port), host);
