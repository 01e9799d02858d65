// The attack is the name of the file beside it.
import { reportBack } from "./report-back.ts";

reportBack(() => {
  throw new Error("a name is only a name");
});
