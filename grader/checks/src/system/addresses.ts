import { networkInterfaces } from "node:os";

/** Whether this machine has the loopback address ::1. */
export const hasIPv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === "::1"));

/** Whether 127.0.0.2 is this machine too: Linux has all of 127.0.0.0/8 as its loopback, other systems only the first address of it. */
export const hasSecondLoopback = process.platform === "linux";
