import { defineLab, text } from "@wirelab/model";
import { checkTitles } from "./check-titles.ts";

export default defineLab({
  id: "tcp-client",
  title: text("A request/reply client", "一问一答的客户端"),
  programs: ["main"],
  env: { REPLY_TIMEOUT_MS: "600000" },
  checkTitles,
  stages: [
    {
      id: "connect",
      points: 5,
      title: text("Connects to where it was told to", "连到指定的主机和端口"),
      hint: text(
        "One connection, and it must reach whatever stands in the arguments: an IPv4 address, an IPv6 address, a name. How many addresses has `localhost` on your machine, and what does your program do when the first of them refuses?",
        "只建一条连接，而且参数里写什么就要能连上什么：IPv4 地址、IPv6 地址、名字都可能。你机器上的 `localhost` 对应几个地址？第一个拒绝了，你的程序会怎么做？",
      ),
      spec: "rule 1; RFC 9293 §3.9.1.1",
    },
    {
      id: "send",
      points: 8,
      needs: "connect",
      title: text("Sends the request and its LF, nothing more", "发出请求和 LF，别的都不发"),
      hint: text(
        "Look at the ladder and count the bytes that left. Who takes the LF away when a line is read, and who puts it back? An empty line is a request too: one byte long.",
        "看着梯形图，数一数发出去几个字节。读一行的时候，LF 被谁拿走了，又该由谁补回来？空行也是请求，长度是 1 个字节。",
      ),
      spec: "rule 2",
    },
    {
      id: "print",
      points: 8,
      needs: "send",
      title: text("Prints the reply, to the byte", "把回复一字节不差地写到 stdout"),
      hint: text(
        "Run your program with `| od -c` and look at all that it prints. A prompt, a log line, `<Buffer …>`, one newline too many: what does `console.log` do with what you give it, and where does it write?",
        "在命令后面接上 `| od -c`，看清楚到底打印了什么。提示符、日志、`<Buffer …>`、多出来的换行：`console.log` 会对你给它的东西做什么，又写到哪里去？",
      ),
      spec: "rules 2 and 3",
    },
    {
      id: "turn-taking",
      points: 12,
      needs: "print",
      title: text("Asks one thing at a time", "一问一答，轮流说话"),
      hint: text(
        "stdin can give you fifty lines in one piece, or one line a minute. Between reading a line and sending it there is a question to ask: is it my turn? And what tells your program that its turn has come?",
        "stdin 可能一次给你五十行，也可能一分钟才来一行。读到一行之后、发出去之前，要先问一句：轮到我说了吗？又是哪件事告诉程序“现在轮到你了”？",
      ),
      spec: "rule 2",
    },
    {
      id: "byte-stream",
      points: 14,
      needs: "print",
      title: text("Finds the reply in a byte stream", "在字节流里找出回复"),
      hint: text(
        "One `write` of the server is not one `data` event of yours. A piece may end before the LF, and it may go on behind it. What do you do with what has come too early?",
        "服务器的一次 `write` 不等于你的一次 `data` 事件。一块数据可能到不了 LF，也可能越过了 LF。来得太早的那一部分，你打算怎么处理？",
      ),
      spec: "rule 2; RFC 9293 §2.2",
    },
    {
      id: "bytes",
      points: 8,
      needs: "print",
      title: text("Leaves bytes as they are, both ways", "来回两个方向，字节都不变"),
      hint: text(
        "Bytes pass through four places in your program: stdin, write to the socket, read from the socket, stdout. At which of them are they text? What does `readline` do to a byte that is no text, and to a CR?",
        "字节在你的程序里要经过四个地方：读 stdin、写 socket、读 socket、写 stdout。它们在哪一处变成了文本？`readline` 遇到不是文本的字节会怎样，遇到 CR 又会怎样？",
      ),
      spec: "rules 2 and 3",
    },
    {
      id: "end",
      points: 10,
      needs: "print",
      title: text("Ends by a half-close, and listens to the end", "用半关闭收尾，听对方把话说完"),
      hint: text(
        "At the end of stdin you have said everything, but the server may not have. Which call says only the first? When is the conversation really over, and what is stdin's last line when it has no LF? When there was no line at all?",
        "stdin 结束，说明你的话说完了，服务器可未必。哪个调用只表示“我说完了”？对话到什么时候才算真正结束？stdin 最后一行没有 LF 时怎么办？一行都没有呢？",
      ),
      spec: "rule 4; RFC 9293 §3.6.1",
    },
    {
      id: "refused",
      points: 7,
      needs: "connect",
      title: text("Fails clearly when nobody listens", "没人监听，就说清楚再退出"),
      hint: text(
        "A connection that is refused comes to you as an event, some time after the call. Who listens for it? Write for a person: where you wanted to go, and why it did not work. Then look at `echo $?`, with stdin still open.",
        "连接被拒绝不是调用时就知道的，而是稍后以事件的形式告诉你。谁在听这个事件？消息是写给人看的：想连哪里、为什么没连上。然后看看 `echo $?`，别忘了试一试 stdin 还开着的情形。",
      ),
      spec: "rule 5; RFC 9293 §3.5.2",
    },
    {
      id: "broken-replies",
      points: 10,
      needs: "print",
      title: text("Never takes half a reply for a whole one", "半条回复不能当成整条"),
      hint: text(
        "A reply can be cut off by FIN or by RST, before its first byte or after some. How do you know that a reply was whole? What stands on stdout at that moment can't be taken back.",
        "回复可能被 FIN 打断，也可能被 RST 打断；可能一个字节都没到，也可能到了一半。凭什么判断一条回复是完整的？别忘了，写到 stdout 上的东西是收不回来的。",
      ),
      spec: "rule 5; RFC 9293 §3.5.3",
    },
    {
      id: "silence",
      points: 6,
      needs: "print",
      title: text("Waits for a reply, but not for ever", "等回复，但不无限期地等"),
      hint: text(
        "Write down when your clock starts, what restarts it and when it stops. Then try three cases: a reply that comes one byte at a time, ten slow replies in a row, and a user who goes for a coffee between two requests.",
        "写下来：你的计时从什么时候开始，什么会让它重来，什么时候停。然后想三种情形：回复一个字节一个字节地来；连续十条回复都很慢；用户在两个请求之间去喝了杯咖啡。",
      ),
      spec: "rule 5",
    },
    {
      id: "big",
      points: 8,
      needs: "print",
      title: text("Gets 8 MiB through, both ways", "八兆的请求和回复，一个字节都不少"),
      hint: text(
        "How much a pipe or a socket takes at once is limited, and the rest waits in your process. What becomes of it when the process ends? Ask `write` for a sign that everything has been taken, and see what `process.exit` does with what has not.",
        "管道和 socket 一次能收下的都有限，余下的在你的进程里排队。进程一结束，它们会怎样？`write` 怎样才能告诉你“都收下了”？`process.exit` 又会怎样对待还没收下的？",
      ),
      spec: "rules 2 to 4; RFC 9293 §3.8.6",
    },
    {
      id: "late-server",
      points: 4,
      needs: "print",
      title: text("Waits for a server that starts late", "等一等晚启动的服务器"),
      hint: text(
        "Which error means that it is worth trying again, and which does not? A socket that has failed can't be used again. And look at `top` while your program waits.",
        "哪种错误值得再试，哪种不值得？连接失败的 socket 不能重复使用。等待的时候，看一眼 `top`。",
      ),
      spec: "rule 6",
    },
  ],
});
