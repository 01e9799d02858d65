import { expect, test } from "@wirelab/checks";

test("says so and ends when the connection is refused", async ({ startClient, freePort }) => {
  const client = await startClient({ port: await freePort() });
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});
