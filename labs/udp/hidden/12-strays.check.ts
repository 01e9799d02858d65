import { expect, hasSecondLoopback, pause, test } from "@wirelab/checks";
import { reply, request } from "../commands.ts";
import { datagram } from "../requests.ts";

test("ignores a reply that comes from another address", async ({ datagrams, startClient, random, skip }) => {
  skip(!hasSecondLoopback, "a second loopback address");
  const server = await datagrams("server");
  const stranger = await datagrams("stranger", { host: "127.0.0.2", port: server.port });
  const client = await startClient();
  const [wrong, right] = [random.word(5), random.word(6)];
  await client.stdio.end("GET tea\n");
  const asked = await request(server, "GET tea");
  await reply(stranger, asked, wrong);
  await expect(stranger).toStaySilent();
  await expect(server).toStaySilent();
  await reply(server, asked, right);
  await expect(client.stdio).toReceive(`${right}\n`);
  await expect(client).toExit(0);
});

test("ignores what is only nearly its reply", async ({ datagrams, startClient, random }) => {
  const server = await datagrams("server");
  const client = await startClient();
  const right = random.word(6);
  await client.stdio.end("GET tea\n");
  const asked = await request(server, "GET tea");
  const { id, from } = asked;
  const strays = ["", " ", id, datagram(`${id}0`, "1"), datagram(`0${id}`, "2"), datagram(id.slice(0, -1), "3"), `${id}\n4`, ` ${id} 5`];
  for (const stray of strays) {
    await server.send(stray, from);
    await expect(server).toStaySilent();
  }
  await reply(server, asked, right);
  await expect(client.stdio).toReceive(`${right}\n`);
  await expect(client).toExit(0);
});

test("sends again on time though strays keep coming", async ({ datagrams, startClient, inTime, random }) => {
  await inTime([600, 3000, 10_000], async (retryMs) => {
    const server = await datagrams("server");
    const client = await startClient({ env: { RETRY_MS: String(retryMs) } });
    const right = random.word(6);
    await client.stdio.end("GET tea\n");
    const asked = await request(server, "GET tea");
    const stray = datagram(asked.id === "7k" ? "7m" : "7k", "stray");
    let [longest, last, enough] = [0, asked.at, false];
    const keepComing = async (): Promise<void> => {
      while (!enough) {
        await server.send(stray, asked.from);
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
        await pause(retryMs / 10);
      }
    };
    const strays = keepComing();
    const sentAgain = await request(server, "GET tea", { retryMs }).finally(() => (enough = true));
    await strays;
    if (longest > retryMs * 0.8) throw new Error("this machine is too loaded to keep strays coming");
    await reply(server, sentAgain, right);
    await expect(client.stdio).toReceive(`${right}\n`);
    await expect(client).toExit(0);
  });
});
