// Connects to somebody outside, as a program would to send its findings home.
import { once } from "node:events";
import { connect } from "node:net";
import { reportBack, target } from "./report-back.ts";

reportBack(async () => {
  const socket = connect(target.outside.tcp, "127.0.0.1");
  await once(socket, "connect");
  socket.end("home");
  return "connected";
});
