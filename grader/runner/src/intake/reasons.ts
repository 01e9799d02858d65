import { printableName, quote, type Text, text } from "@wirelab/model";

/** What an entry can be that is neither a folder nor a regular file, and why it is not taken. */
export const reasons = {
  symbolicLink: text("It is a symbolic link; only regular files are taken.", "这是符号链接；只接受普通文件。"),
  hardLink: text(
    "It is a hard link: the same file has another name elsewhere. Hand in a copy.",
    "这是硬链接：同一个文件在别处还有一个名字。请提交一份副本。",
  ),
  fifo: text("It is a named pipe (FIFO); only regular files are taken.", "这是命名管道（FIFO）；只接受普通文件。"),
  socket: text("It is a socket; only regular files are taken.", "这是套接字文件；只接受普通文件。"),
  device: text("It is a device; only regular files are taken.", "这是设备文件；只接受普通文件。"),
  other: text("It is not a regular file.", "这不是普通文件。"),
  sparse: text("It is a sparse file: nearly all of it is a hole.", "这是稀疏文件：几乎全是空洞。"),
  unreadable: text("It cannot be read: permission denied.", "无法读取：没有权限。"),
  changed: text("It changed while it was being copied.", "复制过程中它被改动了。"),
  encrypted: text("It is encrypted. Pack it without a password.", "它是加密的。请不设密码重新打包。"),
  compression: text(
    "It is compressed in a way that few programs can read. Pack it as an ordinary .zip.",
    "它的压缩方式很少有程序能读。请用普通的 .zip 重新打包。",
  ),
  twice: text("It is in the archive more than once; the first one was taken.", "压缩包里有多个同名文件；已取第一个。"),
  both: text("It is both a file and a folder; the one that came first was taken.", "它既是文件又是文件夹；已取先出现的一个。"),
  outside: text("Its path leads out of the submission.", "它的路径指向提交内容之外。"),
  notUtf8: text("Its name is not valid UTF-8.", "它的名字不是有效的 UTF-8。"),
  control: text("There is a control character in its name.", "它的名字里有控制字符。"),
  direction: text("There is a character in its name that turns the reading direction.", "它的名字里有改变文字方向的字符。"),
  packageJson: text("It is not valid JSON.", "它不是有效的 JSON。"),
  neither: text("A submission is a folder, a .zip or a .tar.gz.", "提交的内容应为文件夹、.zip 或 .tar.gz。"),
} satisfies Record<string, Text>;

/** A submission of which nothing is taken. */
export function notTaken(name: string, reason: Text): Text {
  const shown = printableName(name);
  return text(`${shown} was not taken. ${reason.en}`, `未接收 ${shown}。${reason.zh}`);
}

/** Characters that cannot be in a name on Windows, or a name that is a device there. */
export function notOnWindows(name: string): Text {
  const shown = quote(Buffer.from(name));
  return text(
    `There can be no ${shown} on Windows: it is a device's name, or ends in a dot or space, or has one of <>:"|?*\\ in it. Rename it.`,
    `Windows 上不能有 ${shown} 这个名字：它是设备名，或以点或空格结尾，或含有 <>:"|?*\\ 之一。请改名。`,
  );
}

/** Two names that are one on many systems. */
export function collides(other: string): Text {
  const shown = quote(Buffer.from(other));
  return text(
    `Its name differs from ${shown} only in upper and lower case or in how its characters are encoded: on many systems the two are one file. Rename it.`,
    `它的名字与 ${shown} 只有大小写或字符编码形式的差别：在许多系统上两者是同一个文件。请改名。`,
  );
}

export function tooLong(limit: number): Text {
  return text(`Its name or path is longer than ${limit} bytes.`, `它的名字或路径超过 ${limit} 字节。`);
}

export function tooDeep(limit: number): Text {
  return text(`It lies more than ${limit} folders deep.`, `它所在的文件夹超过 ${limit} 层。`);
}

export function tooLarge(bytes: number, limit: number): Text {
  const [size, most] = [Math.ceil(bytes / 2 ** 20), limit / 2 ** 20];
  return text(`It is too large: ${size} MiB, of ${most} MiB at most.`, `它太大：${size} MiB，上限 ${most} MiB。`);
}

export function andMore(count: number): Text {
  return text(`And ${count} more were left out.`, `另有 ${count} 项未采用。`);
}
