// Ignores every signal that can be ignored, answers nothing and never ends.
import { createServer } from "node:net";

const [host, port] = process.argv.slice(2);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGPIPE", "SIGUSR2"] as const) process.on(signal, () => {});
createServer((socket) => socket.on("error", () => {})).listen(Number(port), host);
