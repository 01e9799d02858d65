import { expect } from "@wirelab/checks";
import { frame, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("your client is understood by the reference's server", async ({ exchange, pairing }) => {
  await pairing({ client: "student", server: "reference" }, exchange);
});

test("your server understands the reference's client", async ({ exchange, pairing }) => {
  await pairing({ client: "reference", server: "student" }, exchange);
});

test("ends at SIGTERM and leaves nothing of an upload in progress", async ({ program, connect, directory, random }) => {
  const [name, old, png] = [pngName(random), picture(random), picture(random, { size: 50_000 })];
  const resting = await connect("resting between two uploads");
  await resting.send(frame(name, old));
  await expect(resting).toReceive(ok(old));
  // Whether it is told something in the end is the server's business.
  resting.ignoreRest();
  const peer = await connect("half-way");
  await peer.sendInPieces([frame(`new-${name}`, png).subarray(0, random.int(10_000, 40_000))]);
  await connect("has sent nothing");
  program.signal("SIGTERM");
  await expect(program).toExit("any");
  await expect(directory).toHold({ [name]: old });
});
