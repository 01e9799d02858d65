import { expect, line, test } from "@wirelab/checks";
import { bigLine } from "../big-line.ts";

test("sends a big request whole to a server that reads late", async ({ server, startClient, random }) => {
  const [client, request] = [await startClient(), bigLine(random)];
  const peer = await server.accept();
  peer.pauseReading();
  const sending = client.stdio.end(request);
  await client.settled();
  peer.resumeReading();
  await expect(peer).toReceive(request);
  await sending;
  const reply = line(random);
  await peer.send(reply);
  await expect(client.stdio).toReceive(reply);
});
