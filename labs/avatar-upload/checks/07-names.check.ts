import { expect } from "@wirelab/checks";
import { frame } from "../frames.ts";
import { picture } from "../pictures.ts";
import { storing, test } from "../test.ts";

test("refuses a name that leads out of the directory, is hidden, or is none", async ({ start, directory, random }) => {
  const avatars = await directory.folder("avatars");
  const server = await start({ ...storing(avatars), writable: [directory.path] });
  const name = `${random.word(6)}.png`;
  for (const bad of [`../${name}`, `/${name}`, `${directory.path}/${name}`, "", `.${name}`, ".."]) {
    const peer = await server.connect(`name ${JSON.stringify(bad)}`);
    await peer.send(frame(bad, picture(random)));
    await expect(peer).toReceive("ERR BAD_NAME\n");
    await peer.leave();
    await expect(directory).toHold({ avatars: "directory" }, { atOnce: true });
  }
  await expect(avatars).toHold({});
});
