import { expect, test } from "@wirelab/checks";
import { longest } from "../lines.ts";

const error = "ERR line too long\n";

test("takes a line of 4096 bytes", async ({ peer, random }) => {
  const line = `${random.word(longest)}\n`;
  await peer.send(line);
  await expect(peer).toReceive(line);
  await expect(peer).toStaySilent();
});

test("refuses a line of 4097 bytes and closes", async ({ peer, random }) => {
  await peer.send(`${random.word(longest + 1)}\n`);
  await expect(peer).toReceive(error);
  await expect(peer).toBeClosed({ orReset: true });
});
