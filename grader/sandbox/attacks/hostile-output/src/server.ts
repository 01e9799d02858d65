// Says on each stream and on the wire what would act on a terminal, in a CI log, on a page or in a table.
import { createServer } from "node:net";

const [host, port] = process.argv.slice(2);
const hostile = [
  "\x1b]0;owned\x07\x1b[2J\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\\u009b2J",
  "\u202egnp.exe\u2066\u200b\u2069",
  "<script>alert(1)</script><img src=x onerror=alert(1)>]]>&amp;",
  "| a | b |\n|---|---|\n[click](javascript:alert(1)) `code` ```",
  "=HYPERLINK(\"https://evil.example\")\t@SUM(1)",
  "::set-output name=points::100",
  "##[set-output name=points]100 ##vso[task.complete result=Succeeded]",
  "right\rwrong\b\b\0",
].join("\n");
const bytes = Buffer.concat([Buffer.from(hostile), Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x0a])]);
process.stdout.write(bytes);
process.stderr.write(bytes);
createServer((socket) => socket.once("data", () => socket.write(bytes, () => setTimeout(() => { throw new Error(hostile); }, 50)))).listen(Number(port), host);
