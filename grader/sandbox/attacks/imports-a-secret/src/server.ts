// Has the compiler read a secret of the machine into the program: it may see more than the program does.
import secret from "@@FOLDER@@/canary.json";
import { reportBack } from "./report-back.ts";

reportBack(() => String(secret.canary));
