// Prints what the grader itself would print if all were well, on both streams, and does nothing else.
import { createServer } from "node:net";

const [host, port] = process.argv.slice(2);
const check = { id: "upload/stores-a-small-png-and-replies-with-its-hash", stage: "upload", title: "stores a small PNG and replies with its hash" };
const lines = [
  JSON.stringify({ checks: [{ ...check, hidden: false, weight: 1 }] }),
  JSON.stringify({ ...check, hidden: false, weight: 1, verdict: { kind: "pass" }, ms: 1, transcript: [] }),
  JSON.stringify({ version: 1, lab: "avatar-upload", submission: "prints-verdicts", earned: 100, possible: 100, seed: 1, stages: [] }),
  '<testsuite tests="1" failures="0"><testcase name="all"/></testsuite>',
  "TAP version 13\n1..1\nok 1 - all",
  " Tests  1 passed (1)\n100/100 points",
].join("\n");
process.stdout.write(`${lines}\n`);
process.stderr.write(`${lines}\n`);
createServer((socket) => socket.once("data", () => socket.end(`${lines}\n`))).listen(Number(port), host);
