import type { Fail, WireEvent } from "@wirelab/model";

/** The event that shows what was wrong: what came last; where nothing did, the program's ending of the conversation instead. */
export function wrongEvent(events: readonly WireEvent[], verdict: Pick<Fail, "peer" | "actual"> | undefined): WireEvent | undefined {
  if (verdict?.actual === undefined) return undefined;
  const { peer, actual } = verdict;
  if (!actual.startsWith('""')) return events.findLast((event) => event.peer === peer && event.kind === "in");
  return events.findLast((event) => event.peer === peer && event.by === "program" && (event.kind === "end" || event.kind === "reset"));
}
