import { test } from "@wirelab/checks";
import { countOverLossyNetwork } from "../lossy-network.ts";

test("counts exactly with the reference's client", async ({ pairing, start, startClient, network, random }) => {
  await pairing({ client: "reference", server: "student" }, countOverLossyNetwork({ start, startClient, network, random }));
});

test("counts exactly with the reference's server", async ({ pairing, start, startClient, network, random }) => {
  await pairing({ client: "student", server: "reference" }, countOverLossyNetwork({ start, startClient, network, random }));
});
