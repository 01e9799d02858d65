import { expect } from "@wirelab/checks";
import { header, headerLength, longestHeader, ok } from "../frames.ts";
import { picture, pngName } from "../pictures.ts";
import { test } from "../test.ts";

test("refuses each length and each header that the rules forbid, and goes on", async ({ refused, upload, directory, random }) => {
  const name = pngName(random);
  for (const length of [longestHeader + 1, 5000, 2 ** 24, 2 ** 31, 2 ** 32 - 1])
    await refused(`length ${length}`, headerLength(length), "BAD_HEADER");
  const bad = [
    ...["null", "7", "[]", "{}", '"name"', "true", `["${name}", 100]`, " "],
    ...[`{"size":100}`, `{"name":"${name}"}`, `{"name":null,"size":100}`, `{"name":7,"size":100}`, `{"name":["${name}"],"size":100}`],
    ...["-1", "-100", "1.5", `"100"`, "true", "null", "[100]", "{}"].map((size) => `{"name":"${name}","size":${size}}`),
    ...["x", "{}"].map((behind) => `{"name":"${name}","size":100}${behind}`),
  ];
  for (const json of bad) await refused(json.slice(0, 40), header(json), "BAD_HEADER");
  const notUtf8 = Buffer.from(`{"name":"\xC3(${name}","size":100}`, "latin1");
  await refused("a name that is no UTF-8", header(notUtf8), "BAD_HEADER");
  const png = picture(random);
  await upload(name, png);
  await expect(directory).toHold({ [name]: png });
});

test("takes any order of keys, further keys, escapes, blanks, and 4096 bytes", async ({ connect, directory, random }) => {
  const [word, png] = [random.word(6), picture(random)];
  const size = png.length;
  const good = {
    [`a-${word}.png`]: `{"size":${size},"name":"a-${word}.png"}`,
    [`b-${word}.png`]: `{"of":{"name":"x","size":[1,{"size":2}]},"name":"b-${word}.png","note":null,"size":${size},"last":"}"}`,
    [`é-${word}.png`]: `{"name":"\\u00e9-${word}.png","size":${size}}`,
    [`"}-${word}.png`]: `{"name":"\\"}-${word}.png","size":${size}}`,
    [`d-${word}.png`]: ` \r\n{ "name"\t:\n"d-${word}.png" , "size" : ${size} }\n`,
    [`e-${word}.png`]: `{"name":"e-${word}.png","size":${size}}`.padEnd(longestHeader),
  };
  for (const [name, json] of Object.entries(good)) {
    const peer = await connect(name);
    await peer.send(Buffer.concat([header(json), png]));
    await expect(peer).toReceive(ok(png));
    await peer.leave();
  }
  await expect(directory).toHold(Object.fromEntries(Object.keys(good).map((name) => [name, png])));
});
