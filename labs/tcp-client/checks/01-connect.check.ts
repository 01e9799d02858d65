import { expect, hasSecondLoopback, hasTwoLocalhosts, test } from "@wirelab/checks";

test("connects to the host and port it was given", async ({ server, startClient }) => {
  const client = await startClient();
  await server.accept();
  await expect(client).toKeepRunning();
});

test("connects to another host than 127.0.0.1", async ({ listen, startClient, skip }) => {
  skip(!hasSecondLoopback, "a second loopback address");
  const server = await listen({ host: "127.0.0.2" });
  await startClient();
  await server.accept();
});

test("finds a server that is at localhost's IPv4 address only", async ({ server, startClient }) => {
  await startClient({ host: "localhost" });
  await server.accept();
});

test("finds a server that is at localhost's IPv6 address only", async ({ listen, startClient, skip }) => {
  skip(!(await hasTwoLocalhosts()), "a localhost with an IPv6 address");
  const server = await listen({ host: "::1" });
  await startClient({ host: "localhost" });
  await server.accept();
});
