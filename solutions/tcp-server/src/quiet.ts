import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Waits until a whole turn of the event loop has left `count` as it was. The kernel may hold bytes
 * that no event has told us of yet; every turn asks it, and when one brings no more, we have all.
 */
export async function quiet(count: () => number): Promise<void> {
  await nextTurn(); // the turn we were called in may be past its asking
  let before: number;
  do {
    before = count();
    await nextTurn();
  } while (count() !== before);
}
