import { connect, type Socket } from "node:net";
import type { Endpoint } from "./sockets.ts";

/** What `localhost` stands for, whatever this machine's own files say: a server may be at either. */
const localhost = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/** Begins to connect to a program, at an address or at `localhost`. */
export function dial({ host, port }: Endpoint): Socket {
  return connect({ host, port, allowHalfOpen: true, noDelay: true, lookup: (_name, _options, done) => done(null, localhost) });
}
