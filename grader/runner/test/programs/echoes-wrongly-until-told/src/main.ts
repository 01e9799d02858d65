import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [host = "", port = ""] = process.argv.slice(2);
const isRight = existsSync(join(tmpdir(), "be-right"));
createServer((socket) => {
  if (isRight) socket.pipe(socket);
  else socket.on("data", () => socket.write("something else\n"));
})
  // Where the port is taken, the wrong one does not end: a check that waits for it is still under way when others have failed.
  .on("error", () => (isRight ? process.exit(1) : setInterval(() => {}, 60_000)))
  .listen(Number(port), host);
