import { expect, line, test } from "@wirelab/checks";
import { exchange } from "../conversation.ts";

test("keeps trying until the server is up, and sleeps in between", async ({ listen, startClient, freePort, random }) => {
  const port = await freePort();
  const client = await startClient({ port, env: { CONNECT_TIMEOUT_MS: "60000" } });
  await client.settled();
  await expect(client).toWaitQuietly(700);
  const server = await listen({ port });
  await exchange(client, await server.accept(), line(random), line(random));
});
