/** What a program, a student or a roster may say that must not act on whoever reads a report. */
export interface Hostile {
  readonly what: string;
  readonly bytes: Uint8Array;
}

const said = (what: string, words: string): Hostile => ({ what, bytes: Buffer.from(words) });

/** Longer than any buffer that a report is put together in. */
const tenMegabytes = 10 * 2 ** 20;

export const hostileStrings: readonly Hostile[] = [
  said("a terminal's title and screen", "\x1b]0;owned\x07\x1b[2J\x1b[31m"),
  said("a terminal's hyperlink", "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\"),
  said("a terminal's question", '\x1b[6n\x1bP$q"p\x1b\\\x05'),
  said("C1 controls", "\u009b2J\u009d0;owned\u009c\u0090\u0085"),
  said("a turned reading direction", "\u202egnp.exe\u2066a\u2069\u200f\u061c"),
  said("zero-width characters", "a\u200bd\u200cm\u200di\u2060n\ufeff\u00ad"),
  said("tags that nobody sees", "safe\u{e0041}\u{e0042}\u{e007f}"),
  said("line breaks of Unicode's", "one\u2028two\u2029three\x0b\x0cfour"),
  said("a carriage return and backspaces", "wrong\rright\b\b\b\b\bequal"),
  said("NUL", "before\0after"),
  said("a script", "<script>alert(1)</script>"),
  said("an image that runs a script", '"><img src=x onerror=alert(1)><svg/onload=alert(1)>'),
  said("a link that runs a script", "javascript:alert(1) <a href='javascript:alert(1)'>x</a>"),
  said("the end of markup", "--> ]]> </style></title></textarea> {{7*7}} ${7*7}"),
  said("entities", "&lt;script&gt; &amp;amp; &#x3c;b&#62; &bogus;"),
  said("Markdown", "# h\n- [click](javascript:alert(1)) ![x](https://evil.example/x.png) **b** `code` @everyone #1"),
  said("the end of a Markdown fence", "```\n~~~\n</details>\n```"),
  said("a table's border", "a | b\n|---|---|\n| 100 | 100 |"),
  said("a formula", '=HYPERLINK("https://evil.example","click")'),
  said("a formula by plus", "+1+cmd|' /C calc'!A0"),
  said("a formula by minus", "-2+3+cmd|' /C calc'!A0"),
  said("a formula by at", "@SUM(1+1)*cmd|' /C calc'!A0"),
  said("a formula behind white space", "\t=1+1"),
  said("a formula behind a carriage return", "\r=1+1"),
  said("a quoted cell that ends", 'a","100"\r\nb;100'),
  said("a GitHub command", "::set-output name=points::100"),
  said("a GitHub command behind blanks", "  ::error file=a.ts,line=1::owned"),
  said("a GitHub command on a line of its own", "x\n::add-mask::a\n::stop-commands::b\n::group::c"),
  said("an old GitHub command", "x ##[set-output name=points]100 ##[group]y"),
  said("an Azure command", "##vso[task.complete result=Succeeded]done"),
  said("a TeamCity command", "##teamcity[buildStatus status='SUCCESS']"),
  said("a GitLab section", "\x1b[0Ksection_start:1:evil[collapsed=true]\r\x1b[0Kowned"),
  said("a path", "../../../etc/passwd"),
  said("a format string", "%s%n%x {0} $1 $& \\1 \\u001b"),
  said("a property of every object", "__proto__"),
  { what: "bytes that are no UTF-8", bytes: Uint8Array.of(0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf5, 0x80, 0xe2, 0x80) },
  said("characters that are none", "\ufffe\uffff\ufdd0\u{10ffff}"),
  said("marks upon marks", `e${"\u0301".repeat(500)}`),
  said("a very long line", "x".repeat(200_000)),
  said("very many lines", "::warning::y\n".repeat(20_000)),
  {
    what: "ten megabytes that are no text",
    bytes: Buffer.alloc(tenMegabytes, Buffer.from([0x1b, 0x5d, 0xff, 0xe2, 0x80, 0xae, 0x3c, 0x0a])),
  },
];

/** As a name: what a folder or a roster cannot hold is left out of it, and it is no longer than a name can be. */
export function asName({ bytes }: Hostile): string {
  return Buffer.from(bytes).toString().replaceAll(/[\0/]/g, "").slice(0, 80) || "empty";
}
