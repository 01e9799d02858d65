import { canObserve, expect } from "@wirelab/checks";
import { header } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

const mebi = 2 ** 20;

/** What a server allows that is not told otherwise. */
const usual = 5 * mebi;

test("takes 5 MiB and no more where MAX_BYTES is not set", async ({ upload, refused, directory, random }) => {
  const [name, png] = [pngName(random), picture(random, { size: usual })];
  await upload(name, png);
  await refused(`size ${usual + 1}`, header({ name: pngName(random), size: usual + 1 }), "TOO_LARGE");
  await expect(directory).toHold({ [name]: png });
});

test("refuses gigabytes at no cost and serves the next client", async ({ program, upload, refused, directory, random }) => {
  const before = program.memory();
  for (const size of [600 * mebi, 2 ** 32, 2 ** 32 + 5, 2 ** 40])
    await refused(`size ${size}`, header({ name: pngName(random), size }), "TOO_LARGE");
  if (canObserve) await expect(program).toGrowByAtMost(96 * mebi, before);
  const [name, png] = [pngName(random), picture(random)];
  await upload(name, png);
  await expect(directory).toHold({ [name]: png });
});
