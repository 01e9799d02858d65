import { test } from "@wirelab/checks";

test("writes more than there is room for", async ({ directory }) => {
  const piece = Buffer.alloc(2 ** 26, 1);
  for (let at = 0; at < 7; at++) await directory.write(`piece-${at}`, piece);
});
