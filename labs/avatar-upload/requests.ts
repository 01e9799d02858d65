import { expect, explain, type Peer, text } from "@wirelab/checks";
import { headerLength, longestHeader } from "./frames.ts";

/** How far behind its announced end a header's real end is looked for, in bytes. */
const further = 512;

/** The client's next bytes are an upload of this picture under this name. */
export async function toReceiveUpload(peer: Peer, name: string, picture: Buffer): Promise<void> {
  const length = await peer.receive(4);
  const announced = length.readUInt32BE();
  if (announced < 1 || announced > longestHeader) {
    const swapped = length.readUInt32LE();
    throw await explain(peer.check, {
      situation: "receive",
      program: peer.program,
      peer,
      ...(swapped <= longestHeader && { expected: headerLength(swapped), actual: length }),
      message: text(
        `The header is announced to have ${announced} bytes; 1 to ${longestHeader} are allowed.`,
        `头部自称有 ${announced} 字节；允许的是 1 到 ${longestHeader}。`,
      ),
    });
  }
  const header = await peer.receive(announced);
  const value = parsed(header);
  const wanted = { name, size: picture.length };
  if (value?.["name"] !== wanted.name || value["size"] !== wanted.size) {
    const whole = value ? undefined : wholeHeader(header, peer.inbox.peek().subarray(0, further));
    throw await explain(peer.check, {
      situation: "receive",
      program: peer.program,
      peer,
      expected: whole ?? Buffer.from(JSON.stringify(wanted)),
      actual: header,
      message: value
        ? text("The header does not say what is being sent.", "头部说的和要发送的不是一回事。")
        : text("The header is no JSON object.", "头部不是一个 JSON 对象。"),
    });
  }
  await expect(peer).toReceive(picture);
}

/** A header that goes on behind the end that was announced for it, if there is one. */
function wholeHeader(header: Buffer, rest: Buffer): Buffer | undefined {
  for (let more = 1; more <= rest.length; more++) {
    const longer = Buffer.concat([header, rest.subarray(0, more)]);
    if (parsed(longer)) return longer;
  }
  return undefined;
}

function parsed(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
