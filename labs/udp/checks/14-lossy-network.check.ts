import { test } from "@wirelab/checks";
import { countOverLossyNetwork } from "../lossy-network.ts";

test("counts exactly over a lossy network", async ({ pairing, start, startClient, network, random }) => {
  await pairing({ client: "student", server: "student" }, countOverLossyNetwork({ start, startClient, network, random }));
});
