// The attack is the name of the folder.
import { reportBack } from "./report-back.ts";

reportBack(() => {
  throw new Error("a name is only a name");
});
