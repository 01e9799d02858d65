import { closeSync, openSync, readSync } from "node:fs";

/** One for all readings: programs are looked at hundreds of times a second, and `readFileSync` sets 64 KiB aside for each look. */
const buffer = Buffer.allocUnsafe(16 * 1024);

/**
 * The content of a file below /proc.
 * @throws where the file is gone, as when the process that it tells of has ended
 */
export function readProc(path: string): string {
  const file = openSync(path, "r");
  try {
    let content = "";
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) content += buffer.toString("latin1", 0, length);
    return content;
  } finally {
    closeSync(file);
  }
}
