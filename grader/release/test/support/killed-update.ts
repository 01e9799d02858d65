// Brings a copy up to date, and is killed before it touches the n-th file.
import { carryOut, planUpdate } from "../../src/update/index.ts";

const [copy = "", release = "", steps = "0"] = process.argv.slice(2);
let left = Number(steps);
carryOut(planUpdate(copy, release), copy, release, () => {
  if (left-- === 0) process.kill(process.pid, "SIGKILL");
});
