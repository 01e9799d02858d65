// Binds UDP sockets, 5,000 of them, each to a port of its own.
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { reportBack } from "./report-back.ts";

reportBack(async () => {
  for (let at = 0; at < 5000; at++) {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
  }
  return "5000 sockets";
});
