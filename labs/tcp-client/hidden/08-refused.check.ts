import { expect, line, test } from "@wirelab/checks";

test("says so and ends when every address of a name refuses", async ({ startClient, freePort, random }) => {
  const client = await startClient({ host: "localhost", port: await freePort() });
  await client.stdio.end(line(random));
  await expect(client).toFailCleanly();
  await expect(client.stdio).toBeClosed();
});
