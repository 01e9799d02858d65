import { expect, line, test } from "@wirelab/checks";

test("ends with exit code 0 on SIGTERM, though clients are connected", async ({ program, connect, random }) => {
  const [peer, question] = [await connect(), line(random)];
  await peer.send(question);
  await expect(peer).toReceive(question);
  program.signal("SIGTERM");
  await expect(program).toExit(0);
  await expect(peer).toBeClosed({ orReset: true });
});
