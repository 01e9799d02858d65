import { connect } from "node:net";

const [host, port] = process.argv.slice(2);
connect(Number(port), host ?? "").resume();
