import { lookup } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import { currentJob } from "../current-job.ts";

/** Whether this machine has the loopback address ::1. */
export const hasIPv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === "::1"));

/** Whether a program finds both addresses under the name `localhost`: a sandbox sees to it, otherwise this machine's own files tell. */
export async function hasTwoLocalhosts(): Promise<boolean> {
  if (currentJob().sandbox === "bwrap") return hasIPv6;
  const found = await lookup("localhost", { all: true });
  return found.some(({ family }) => family === 6);
}

/** Whether 127.0.0.2 is this machine too: Linux has all of 127.0.0.0/8 as its loopback, other systems only the first address of it. */
export const hasSecondLoopback = process.platform === "linux";
