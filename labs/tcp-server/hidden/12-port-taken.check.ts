import { expect, test } from "@wirelab/checks";

/** An address that no machine has: it is kept for documentation (RFC 5737). */
const nobodys = "192.0.2.1";

test("says so and ends when the address is not this machine's", async ({ launch }) => {
  const server = await launch({ host: nobodys });
  await expect(server).toExit("failure");
  await expect(server).toExplainItself();
});
