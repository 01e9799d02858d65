import { connect } from "node:net";

const [host = "", port = ""] = process.argv.slice(2);
const socket = connect(Number(port), host);
const noise = Buffer.alloc(64 * 1024, "noise\n");
const flood = (): void => void socket.write(noise, flood);
socket.on("error", () => {});
flood();
