import { test as base } from "@wirelab/checks";

/** A check of this lab: `ann` is a peer of a server that was started for it. */
export const test = base.extend("ann", ({ program, datagrams }) => datagrams("ann", { host: program.host }));
