// Binds UDP sockets, 5,000 of them, each to a port of its own.
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { reportBack } from "./report-back.ts";

reportBack(async () => {
  const bound: Socket[] = [];
  try {
    while (bound.length < 5000) {
      const socket = createSocket("udp4").bind(0, "127.0.0.1");
      await once(socket, "listening");
      bound.push(socket);
    }
    return `${bound.length} sockets`;
  } finally {
    for (const socket of bound) socket.close();
  }
});
