import { expect, line, test } from "@wirelab/checks";
import { bigLine } from "../big-line.ts";

test("prints a big reply whole to a reader that is slow", async ({ server, startClient, random }) => {
  const [client, request, reply] = [await startClient(), line(random), bigLine(random)];
  const peer = await server.accept();
  client.stdio.pauseReading();
  await client.stdio.end(request);
  await expect(peer).toReceive(request);
  const sending = peer.end(reply);
  await client.settled();
  client.stdio.resumeReading();
  await expect(client.stdio).toReceive(reply);
  await sending;
  await expect(client.stdio).toBeClosed();
  await expect(client).toExit(0);
});

test("loses nothing of what comes after it has half-closed", async ({ server, startClient, random }) => {
  const [client, farewell] = [await startClient(), bigLine(random)];
  const peer = await server.accept();
  client.stdio.pauseReading();
  await client.stdio.end();
  await expect(peer).toBeClosed();
  const sending = peer.end(farewell);
  await client.settled();
  client.stdio.resumeReading();
  await expect(client.stdio).toReceive(farewell);
  await sending;
  await expect(client.stdio).toBeClosed();
  await expect(client).toExit(0);
});
