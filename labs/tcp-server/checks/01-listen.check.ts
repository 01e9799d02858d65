import { expect, hasIPv6, hasSecondLoopback, test } from "@wirelab/checks";

test("takes a connection on the host and port it was given", async ({ start }) => {
  const server = await start();
  await server.connect();
  await expect(server).toKeepRunning();
});

test("listens on no other address", async ({ start, skip }) => {
  skip(!hasSecondLoopback, "a second loopback address");
  const addresses = ["127.0.0.1", "127.0.0.2"];
  for (const host of addresses) {
    const server = await start({ host });
    await server.connect();
    await expect(server).toKeepRunning();
    for (const other of hasIPv6 ? [...addresses, "::1"] : addresses) if (other !== host) await expect(server).toRefuse({ host: other });
  }
});

test("listens on all addresses when told 0.0.0.0", async ({ start, skip }) => {
  skip(!hasSecondLoopback, "a second loopback address");
  const server = await start({ host: "0.0.0.0" });
  await server.connect("ann", { host: "127.0.0.1" });
  await server.connect("bob", { host: "127.0.0.2" });
  await expect(server).toKeepRunning();
});

test("listens on an IPv6 address", async ({ start, skip }) => {
  skip(!hasIPv6, "IPv6");
  const server = await start({ host: "::1" });
  await server.connect();
  await expect(server).toKeepRunning();
  await expect(server).toRefuse({ host: "127.0.0.1" });
});

test("listens on all addresses when told ::", async ({ start, skip }) => {
  skip(!hasIPv6, "IPv6");
  const server = await start({ host: "::" });
  await server.connect("ann", { host: "::1" });
  await expect(server).toKeepRunning();
});

test("takes a name for the host", async ({ start }) => {
  const server = await start({ host: "localhost" });
  await server.connect();
  await expect(server).toKeepRunning();
  if (hasSecondLoopback) await expect(server).toRefuse({ host: "127.0.0.2" });
});
