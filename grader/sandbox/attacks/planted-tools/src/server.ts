// The attack is in the files beside it.
import { reportBack } from "./report-back.ts";

reportBack(() => {
  throw new Error("nothing of it was run");
});
