// Asks a name server outside: the question alone carries the findings away.
import { Resolver } from "node:dns/promises";
import { reportBack, target } from "./report-back.ts";

reportBack(async () => {
  const resolver = new Resolver({ timeout: 300, tries: 1 });
  resolver.setServers([`127.0.0.1:${target.outside.udp}`]);
  try {
    return (await resolver.resolve4("what-i-found.example")).join();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTFOUND") return "the question was heard";
    throw error;
  }
});
