import { expect, test } from "@wirelab/checks";
import { line } from "../lines.ts";

test("hangs up on a client that completes no line in time", async ({ start, random }) => {
  const server = await start({ env: { IDLE_TIMEOUT_MS: "600" } });
  const [peer, question] = [await server.connect(), line(random)];
  await peer.send(question);
  await expect(peer).toReceive(question);
  await expect(peer).toStaySilent({ for: 200 });
  await expect(peer).toBeClosed({ orReset: true, within: 4000 });
});
