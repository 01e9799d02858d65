import { type Bytes, expect, type Peer, type Program } from "@wirelab/checks";

/** Has the client ask and get its answer: the request goes in by its standard input, the reply comes out by its standard output. */
export async function exchange(client: Program, server: Peer, request: string, reply: Bytes): Promise<void> {
  await client.stdio.send(request);
  await expect(server).toReceive(request);
  await server.send(reply);
  await expect(client.stdio).toReceive(reply);
}

/** Ends the conversation from both sides: the client must half-close, and once the server has closed too, exit with code 0. */
export async function partInPeace(client: Program, server: Peer): Promise<void> {
  await client.stdio.end();
  await expect(server).toBeClosed();
  await server.end();
  await expect(client.stdio).toBeClosed();
  await expect(client).toExit(0);
}
