import { expect } from "@wirelab/checks";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("never lets a reader see a piece, nothing, or a mixture", async ({ upload, directory, random }) => {
  const name = pngName(random);
  const pictures = Array.from({ length: 5 }, () => picture(random, { size: 1_000_000 + random.int(0, 500_000) }));
  const [first = picture(random), ...others] = pictures;
  await upload(name, first);
  await expect(directory).toHold({ [name]: first });
  const readers = await directory.watch(name, pictures);
  for (const other of others) await upload(name, other);
  await expect(readers).toHaveSeenWholes();
});
