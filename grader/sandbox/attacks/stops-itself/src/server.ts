// Stops itself as soon as it listens: it is there, and does nothing at all.
import { createServer } from "node:net";

const [host, port] = process.argv.slice(2);
createServer().listen(Number(port), host, () => setTimeout(() => process.kill(process.pid, "SIGSTOP"), 50));
