import { expect, test } from "@wirelab/checks";
import { atOnce, datagram, newId } from "../requests.ts";

test("gives each of three peers its own reply", async ({ program, datagrams, random }) => {
  const peers = [await datagrams("ann"), await datagrams("bob"), await datagrams("cai")];
  const ids = peers.map(() => newId(random));
  await atOnce(program, async () => {
    for (const [number, peer] of peers.entries()) await peer.send(datagram(ids[number] ?? "", `ECHO for ${peer.name}`));
  });
  for (const [number, peer] of peers.entries()) await expect(peer).toReceive(datagram(ids[number] ?? "", `for ${peer.name}`));
  for (const peer of peers) await expect(peer).toStaySilent();
});
