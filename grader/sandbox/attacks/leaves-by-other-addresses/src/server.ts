// Tries every way out of the machine: the Internet by IPv4 and IPv6, the local network, the cloud's own address.
import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { reportBack } from "./report-back.ts";

const places = ["192.0.2.1", "2001:db8::1", "10.0.0.1", "169.254.169.254", "172.17.0.1"];

reportBack(async () => {
  const others = Object.keys(networkInterfaces()).filter((name) => name !== "lo");
  if (others.length > 0) return others.join();
  for (const place of places) {
    try {
      await once(connect({ host: place, port: 80, signal: AbortSignal.timeout(200) }), "connect");
      return place;
    } catch {
      // The next one.
    }
  }
  throw new Error("no way leads out");
});
