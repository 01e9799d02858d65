import { expect, test } from "@wirelab/checks";

test("says so and ends when the port is in use", async ({ launch, takenPort }) => {
  const server = await launch({ port: takenPort });
  await expect(server).toExit("failure");
  await expect(server).toExplainItself();
});
