import { canObserve, expect, hasIPv6, hasSecondLoopback, test } from "@wirelab/checks";
import { ask, datagram, newId } from "../requests.ts";

test("replies to the port that asked, from the port that was asked", async ({ program, datagrams, random }) => {
  const [ann, id, hello] = [await datagrams("ann"), newId(random), random.word(5)];
  await ann.send(datagram(id, `ECHO ${hello}`));
  await expect(ann).toReceive(datagram(id, hello), { from: program });
  await expect(ann).toStaySilent();
});

test("hears what was sent to its address and to no other", async ({ start, datagrams, random, skip }) => {
  skip(!hasSecondLoopback, "a second loopback address");
  const server = await start({ host: "127.0.0.2" });
  const [ann, hello] = [await datagrams("ann"), random.word(5)];
  await ask(ann, random, `ECHO ${hello}`, hello);
  await ann.send(datagram(newId(random), `ECHO ${hello}`), { host: "127.0.0.1", port: server.port });
  await expect(ann).toStaySilent();
});

test("takes an IPv6 address for the host", async ({ start, datagrams, random, skip }) => {
  skip(!hasIPv6, "IPv6");
  await start({ host: "::1" });
  const [ann, hello] = [await datagrams("ann", { host: "::1" }), random.word(5)];
  await ask(ann, random, `ECHO ${hello}`, hello);
});

test("takes a name for the host", async ({ start, datagrams, random, skip }) => {
  skip(!canObserve, "a system that tells where a program listens");
  const server = await start({ host: "localhost" });
  // The name stands for ::1 and for 127.0.0.1: either will do.
  const { host, port } = server.listening.endpoints.find((endpoint) => endpoint.port === server.port) ?? server;
  const [ann, id, hello] = [await datagrams("ann", { host }), newId(random), random.word(5)];
  await ann.send(datagram(id, `ECHO ${hello}`), { host, port });
  await expect(ann).toReceive(datagram(id, hello));
});
