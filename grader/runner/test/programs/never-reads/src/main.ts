import { createServer } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
createServer({ pauseOnConnect: true }, () => {}).listen(Number(port), host);
