import { expect } from "@wirelab/checks";
import { frame, longestName, refusal } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { storing, test, uploadOver } from "../test.ts";

/** So many bytes of a character's, with an extension at the end. */
function long(character: string, bytes: number): string {
  const extension = ".png";
  return character.repeat(Math.floor((bytes - extension.length) / Buffer.byteLength(character))) + extension;
}

test("refuses each name that the rules forbid, and repairs none", async ({ start, directory, random }) => {
  const avatars = await directory.folder("avatars");
  const beside = await directory.folder("avatars-of-others");
  await avatars.folder("sub");
  const server = await start({ ...storing(avatars), writable: [directory.path] });
  const name = pngName(random);
  const forbidden = [
    ...[`..\\${name}`, `a\\${name}`, `sub/${name}`, `./${name}`, `....//${name}`, `..././${name}`, `sub/../../${name}`],
    ...[`${beside.path}/${name}`, `../avatars-of-others/${name}`, `${name}/`, `\\`, "."],
    ...[`${name}\0`, `a\0${name}`, "\0"],
    ...[long("b", longestName + 1), long("b", 300), long("好", 274)],
  ];
  for (const bad of forbidden) {
    const peer = await server.connect(`name ${JSON.stringify(bad).slice(0, 30)}, ${Buffer.byteLength(bad)} bytes`);
    await peer.send(frame(bad, picture(random)));
    await expect(peer).toReceive(refusal("BAD_NAME"));
    await peer.leave();
    await expect(directory).toHold({ avatars: "directory", "avatars-of-others": "directory" }, { atOnce: true });
  }
  await expect(avatars).toHold({ sub: "directory" });
  await expect(beside).toHold({});
});

test("takes each name that the rules allow", async ({ upload, directory, random }) => {
  const word = random.word(5);
  const allowed = [
    ...[long("b", longestName), long("好", longestName), "x.png"],
    ...[`${word} é ü.png`, `'${word}"&;$(x).png`, `${word}..png`, `-rf ${word}.png`, `%2e%2e%2f${word}.png`, `${word}:~*?.png`],
    ...[` ${word} `, `ÄB-${word}.PNG`, `e\u0301-${word}.png`, `a\n\t${word}.png`],
  ];
  const pictures = Object.fromEntries(allowed.map((name) => [name, picture(random)]));
  for (const [name, png] of Object.entries(pictures)) await upload(name, png);
  await expect(directory).toHold(pictures);
});

test("replaces a symbolic link and never follows it", async ({ start, directory, random }) => {
  const [avatars, album] = [await directory.folder("avatars"), await directory.folder("album")];
  const diary = random.bytes(200);
  await directory.write("diary", diary);
  const server = await start({ ...storing(avatars), writable: [directory.path] });
  const targets = { "a file": "../diary", nothing: `${directory.path}/nothing-yet`, "a directory": "../album" };
  const pictures: Record<string, Buffer> = {};
  for (const [what, target] of Object.entries(targets)) {
    const [name, png] = [pngName(random), picture(random)];
    await avatars.link(name, target);
    await uploadOver(await server.connect(`over a link to ${what}`), name, png);
    await expect(directory).toHold({ avatars: "directory", album: "directory", diary });
    pictures[name] = png;
  }
  await expect(album).toHold({});
  await expect(avatars).toHold(pictures);
});
