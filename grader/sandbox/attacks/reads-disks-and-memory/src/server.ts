// Opens the machine's disks, its memory and the kernel's log, as root could.
import { openSync } from "node:fs";
import { reportBack } from "./report-back.ts";

const places = ["/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/dev/nvme0n1", "/proc/kcore", "/proc/1/root/etc/shadow", "/etc/shadow", "/root"];

reportBack(() => {
  for (const place of places) {
    try {
      openSync(place, "r");
      return place;
    } catch {
      // The next one.
    }
  }
  throw new Error("none of them");
});
