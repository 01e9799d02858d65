import { canObserve, expect, measure, text } from "@wirelab/checks";
import { frame, ok } from "./frames.ts";
import { picture, pngName } from "./pictures.ts";
import { toReceiveUpload } from "./requests.ts";
import { storing, test } from "./test.ts";

const mebi = 2 ** 20;

measure(
  test,
  {
    id: "server-start-up",
    title: text("server: start-up until it listens", "服务器：从启动到开始监听"),
    unit: "ms",
    better: "less",
    stage: "upload",
  },
  async ({ launch, freePort, directory, sample }) => {
    const port = await freePort();
    await sample.time(async () => (await launch({ ...storing(directory), port })).ready());
  },
);

measure(
  test,
  {
    id: "server-memory",
    title: text("server: peak memory, after an upload of 4 MiB", "服务器：内存峰值（接收 4 MiB 后）"),
    unit: "MiB",
    better: "less",
    stage: "upload",
  },
  async ({ program, upload, random, sample, skip }) => {
    skip(!canObserve, "a system that tells of memory");
    await upload(pngName(random), picture(random, { size: 4 * mebi }));
    sample.memory(program.memory().peak);
  },
);

measure(
  test,
  {
    id: "uploads",
    title: text("server: uploads of 4 MiB", "服务器：接收 4 MiB 的上传"),
    unit: "MiB/s",
    better: "more",
    stage: "again",
    ranks: true,
  },
  async ({ peer, random, sample }) => {
    const png = picture(random, { size: 4 * mebi });
    const upload = frame(pngName(random), png);
    await sample.speed(png.length, async () => {
      await peer.send(upload);
      await expect(peer).toReceive(ok(png));
    });
  },
);

measure(
  test,
  {
    id: "client-start-up",
    title: text("client: start-up until its first bytes", "客户端：从启动到发出第一批字节"),
    unit: "ms",
    better: "less",
    stage: "client",
  },
  async ({ server, runClient, directory, random, sample }) => {
    const file = await directory.write(pngName(random), picture(random));
    const peer = await sample.time(async () => {
      await runClient({ file });
      const accepted = await server.accept();
      await accepted.receive(4);
      return accepted;
    });
    peer.ignoreRest();
  },
);

measure(
  test,
  {
    id: "client-memory",
    title: text("client: peak memory, for a file of 16 MiB", "客户端：内存峰值（上传 16 MiB 的文件）"),
    unit: "MiB",
    better: "less",
    stage: "client",
  },
  async ({ server, runClient, directory, random, sample, skip }) => {
    skip(!canObserve, "a system that tells of memory");
    const [name, png] = [pngName(random), picture(random, { size: 16 * mebi })];
    const client = await runClient({ file: await directory.write(name, png) });
    await toReceiveUpload(await server.accept(), name, png);
    sample.memory(client.memory().peak);
  },
);

measure(
  test,
  { id: "sending", title: text("client: a file of 16 MiB", "客户端：上传 16 MiB 的文件"), unit: "MiB/s", better: "more", stage: "client" },
  async ({ server, runClient, directory, random, sample }) => {
    const [name, png] = [pngName(random), picture(random, { size: 16 * mebi })];
    await runClient({ file: await directory.write(name, png) });
    const peer = await server.accept();
    await sample.speedOnce(png.length, () => toReceiveUpload(peer, name, png));
  },
);
