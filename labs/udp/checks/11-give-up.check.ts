import { expect, test } from "@wirelab/checks";
import { request } from "../commands.ts";

test("gives up after TRIES sends: a message, an exit code, and no further command", async ({ datagrams, startClient, random }) => {
  // So many that a client which waits longer with each try does not get there in time.
  const [retryMs, tries] = [100, random.int(7, 9)];
  const server = await datagrams("server");
  const client = await startClient({ env: { RETRY_MS: String(retryMs), TRIES: String(tries) } });
  await client.stdio.end("ADD tea 1\nADD tea 2\n");
  for (let sent = 0; sent < tries; sent++) await request(server, "ADD tea 1", { retryMs });
  await expect(server).toStaySilent({ for: 3 * retryMs });
  await expect(client).toExit("failure");
  await expect(client).toExplainItself();
  await expect(client.stdio).toBeClosed();
});
