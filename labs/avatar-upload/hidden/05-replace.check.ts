import { expect } from "@wirelab/checks";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("never lets a reader see a piece, nothing, or a mixture", async ({ upload, directory, random }) => {
  const name = pngName(random);
  const large = Array.from({ length: 5 }, () => picture(random, { size: 1_000_000 + random.int(0, 500_000) }));
  const small = Array.from({ length: 41 }, () => picture(random));
  // Large ones are long in the writing. Small ones are soon read, so that a reader comes by while the name stands for nothing.
  for (const { pictures, atATime } of [
    { pictures: large, atATime: 1 },
    { pictures: small, atATime: 10 },
  ]) {
    const [first = picture(random), ...others] = pictures;
    await upload(name, first);
    await expect(directory).toHold({ [name]: first });
    const readers = await directory.watch(name, pictures);
    for (let at = 0; at < others.length; at += atATime)
      await Promise.all(others.slice(at, at + atATime).map((other) => upload(name, other)));
    await expect(readers).toHaveSeenWholes({ replacements: others.length });
  }
});
