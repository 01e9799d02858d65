import { expect } from "@wirelab/checks";
import { header, headerLength } from "../frames.ts";
import { test } from "../test.ts";

test("refuses a header that is no JSON, and one of no bytes", async ({ connect, directory, random }) => {
  const bad = {
    "not JSON": header(`name=${random.word(6)}.png&size=100`),
    "half of an object": header(`{"name": "${random.word(6)}.png", "size":`),
    "length 0": headerLength(0),
  };
  for (const [what, bytes] of Object.entries(bad)) {
    const peer = await connect(what);
    await peer.send(bytes);
    await expect(peer).toReceive("ERR BAD_HEADER\n");
    await peer.leave();
  }
  await expect(directory).toHold({});
});
