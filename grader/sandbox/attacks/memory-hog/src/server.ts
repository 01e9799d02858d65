// Reserves 8 GiB of memory in pieces, without touching it: that alone must be refused.
import { reportBack } from "./report-back.ts";

const held: ArrayBuffer[] = [];

reportBack(() => {
  while (held.length < 32) held.push(new ArrayBuffer(256 * 2 ** 20));
  return `${held.length * 256} MiB`;
});
