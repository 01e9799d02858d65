import { expect, test } from "@wirelab/checks";

test("fails cleanly where nobody listens at the port", async ({ startClient, freePort }) => {
  const client = await startClient({ port: await freePort(), env: { RETRY_MS: "100", TRIES: "3" } });
  await client.stdio.end("GET tea\n");
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});
