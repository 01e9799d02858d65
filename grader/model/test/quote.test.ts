import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printable, printableName, quote } from "../src/index.ts";

const bytes = (text: string): Buffer => Buffer.from(text);

describe("quote", () => {
  test.for([
    ["printable text", "hello, wörld 你好 🙂", '"hello, wörld 你好 🙂"'],
    ["line ends and tabs", "a\r\n\tb", String.raw`"a\r\n\tb"`],
    ["quotes and backslashes", '"\\', String.raw`"\"\\"`],
    ["controls", "\0\x07\x7f", String.raw`"\x00\x07\x7f"`],
    ["a terminal's escapes", "\x1b]8;;http://x\x07", String.raw`"\x1b]8;;http://x\x07"`],
    ["C1 controls", "\x9b31m", String.raw`"\xc2\x9b31m"`],
    ["marks that turn the reading direction", "\u202eabc", String.raw`"\xe2\x80\xaeabc"`],
    ["invisible characters", "a\u200b\ufeffb", String.raw`"a\xe2\x80\x8b\xef\xbb\xbfb"`],
    ["line separators", "\u2028\u2029", String.raw`"\xe2\x80\xa8\xe2\x80\xa9"`],
    ["commands of CI systems", "##[group]x ##vso[task]", String.raw`"#\x23[group]x #\x23vso[task]"`],
    ["headings, which are no commands", "## [a]", '"## [a]"'],
  ] as const)("shows %s", ([, text, shown]) => {
    expect(quote(bytes(text))).toBe(shown);
  });

  test.for([
    ["a lone continuation byte", [0x80], String.raw`"\x80"`],
    ["a raw C1 control", [0x9b], String.raw`"\x9b"`],
    ["a character that was cut off", [0x61, 0xe4, 0xbd], String.raw`"a\xe4\xbd"`],
    ["a character with a letter in it", [0xe4, 0x61, 0xa0], String.raw`"\xe4a\xa0"`],
    ["an overlong slash", [0xc0, 0xaf], String.raw`"\xc0\xaf"`],
    ["a surrogate", [0xed, 0xa0, 0x80], String.raw`"\xed\xa0\x80"`],
    ["a lead byte beyond Unicode", [0xff, 0xfe], String.raw`"\xff\xfe"`],
  ] as const)("shows %s, which is no UTF-8, byte by byte", ([, values, shown]) => {
    expect(quote(Uint8Array.from(values))).toBe(shown);
  });

  test("shows as many bytes as it may, and that there are more", () => {
    expect(quote(bytes("hello"), 2)).toBe('"he"…');
    expect(quote(bytes("hello"), 5)).toBe('"hello"');
  });

  test("does not cut a character at its limit", () => {
    expect(quote(bytes("a你b"), 3)).toBe('"a"…');
    expect(quote(bytes("a你b"), 4)).toBe('"a你"…');
    expect(quote(Uint8Array.from([0x80, 0x80, 0x80]), 1)).toBe(String.raw`"\x80"…`);
  });
});

describe("printable", () => {
  test("keeps lines, quotes, backslashes and the room of tabs", () => {
    expect(printable(bytes('say "C:\\temp"\r\n\tat main\n'))).toBe('say "C:\\temp"\n  at main\n');
  });

  test("escapes what acts on a terminal or hides", () => {
    expect(printable(bytes("\x1b[2Jgone\rover\u202e"))).toBe(String.raw`\x1b[2Jgone\rover\xe2\x80\xae`);
  });

  test("disarms commands of CI systems", () => {
    expect(printable(bytes("::set-output name=a::b\n  ::error::c\na::b\n##[set-output]d"))).toBe(
      String.raw`\x3a:set-output name=a::b
  \x3a:error::c
a::b
#\x23[set-output]d`,
    );
  });

  test("makes one line of a name", () => {
    expect(printableName("ann\n::error::\x1b[1m王小明")).toBe(String.raw`ann\n\x3a:error::\x1b[1m王小明`);
  });
});

test("nothing unsafe is ever shown raw", () => {
  const nasty = fc.constantFrom("\x1b", "\x9b", "\u202e", "\u200b", "##[", "#", "[", "::", "\r", "\t", " ", "你", "\\", '"');
  const input = fc.oneof(
    fc.uint8Array(),
    fc
      .array(
        fc.oneof(
          nasty,
          fc.nat(0xffff).map((code) => String.fromCharCode(code)),
        ),
      )
      .map((parts) => bytes(parts.join(""))),
  );
  fc.assert(
    fc.property(input, (raw) => {
      for (const shown of [quote(raw), quote(raw, 7), ...printable(raw).split("\n"), printableName(Buffer.from(raw).toString())]) {
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]|##\w*\[|^\s*::/u);
      }
    }),
  );
});
