import { defineLab, text } from "@wirelab/model";
import { checkTitles } from "./check-titles.ts";

export default defineLab({
  id: "tcp-server",
  title: text("A line echo server", "行回显服务器"),
  programs: ["main"],
  env: { IDLE_TIMEOUT_MS: "600000" },
  checkTitles,
  stages: [
    {
      id: "listen",
      points: 4,
      title: text("Listens where it was told to", "在指定的地址和端口上监听"),
      hint: text(
        "The first argument is the host, the second the port; both reach you as strings. The host decides who can reach you: compare what `ss -ltn` shows for 127.0.0.1 and for 0.0.0.0.",
        "第一个参数是主机，第二个是端口，拿到手时都是字符串。主机决定谁能连上你：分别用 127.0.0.1 和 0.0.0.0 启动，看看 `ss -ltn` 的输出有什么不同。",
      ),
      spec: "rule 1; RFC 9293 §3.9.1.1",
    },
    {
      id: "echo",
      points: 8,
      needs: "listen",
      title: text("Sends one line back, unchanged", "把一行原样送回"),
      hint: text(
        "Count the bytes: as many must go out as came in, LF included. An empty line is a line too, and it is one byte long.",
        "数一数字节：收到多少就发回多少，LF 也算在内。空行也是一行，它的长度是 1 个字节。",
      ),
      spec: "rule 2; RFC 862",
    },
    {
      id: "conversation",
      points: 8,
      needs: "echo",
      title: text("Keeps the conversation going", "一条连接，多轮对话"),
      hint: text(
        "After a reply the connection stays open and the next line gets its own reply. Ask yourself who may end the conversation, and look for a place where your program does.",
        "回复之后连接不要断，下一行照样要有自己的回复。想一想：谁有权结束这场对话？你的程序有没有在某处擅自结束了它？",
      ),
      spec: "rule 2",
    },
    {
      id: "byte-stream",
      points: 14,
      needs: "echo",
      title: text("Finds the lines in a byte stream", "在字节流里找出每一行"),
      hint: text(
        "A `data` event is not a line: it may hold a piece of one, or several and a piece. Ask after each event: which lines are whole now, and what is left over? What is left over has to wait somewhere for the next event.",
        "一次 `data` 事件不等于一行：它可能只是半行，也可能是好几行再加半行。每次事件之后都问一句：现在哪些行已经完整？剩下了什么？剩下的要有个地方存着，等下一次事件。",
      ),
      spec: "rule 2; RFC 9293 §2.2",
    },
    {
      id: "bytes",
      points: 8,
      needs: "echo",
      title: text("Treats bytes as bytes", "字节就是字节，不是文本"),
      hint: text(
        "Look for every place where a Buffer becomes a string: `toString`, `setEncoding`, `+`, a template string. Half a character can't be decoded, and some bytes are no text at all. You can look for LF without decoding anything.",
        "找出所有把 Buffer 变成字符串的地方：`toString`、`setEncoding`、`+`、模板字符串。半个字符没法解码，有些字节根本就不是文本。找 LF 并不需要解码。",
      ),
      spec: "rule 3",
    },
    {
      id: "many-clients",
      points: 12,
      needs: "echo",
      title: text("Serves many clients side by side", "同时服务许多客户端"),
      hint: text(
        "Go through your variables one by one: does each belong to one client or to all of them? Where is it created, and how often? And does anything in your program wait for one client while others are there?",
        "逐个检查你的变量：它属于某一个客户端，还是属于所有客户端？它在哪里创建，创建了几次？程序里有没有哪个地方在等一个客户端，而让其他客户端干等？",
      ),
      spec: "rule 4",
    },
    {
      id: "half-close",
      points: 8,
      needs: "echo",
      title: text("Answers the tail, then says FIN", "先送回尾巴，再发 FIN"),
      hint: text(
        'FIN says "I have said everything", not "I have stopped listening". Find out which event tells you of it, what Node does on its own at that moment, and which option of `createServer` changes that.',
        "FIN 的意思是“我说完了”，而不是“我不听了”。弄清楚三件事：哪个事件告诉你收到了 FIN？此时 Node 会自作主张做什么？`createServer` 的哪个选项能改变它？",
      ),
      spec: "rule 5; RFC 9293 §3.6.1",
    },
    {
      id: "resets",
      points: 8,
      needs: "echo",
      title: text("Outlives clients that reset or vanish", "客户端掉线，服务器照常"),
      hint: text(
        "Read the last lines of your server's stderr. An 'error' event that nobody listens for ends the whole process, and a socket and a server are two different emitters. A client can also vanish while you are still writing to it.",
        "看看服务器 stderr 的最后几行。没有人监听的 'error' 事件会让整个进程退出，而 socket 和 server 是两个不同的事件源。客户端也可能在你还在给它写数据的时候消失。",
      ),
      spec: "rule 9; RFC 9293 §3.5.2",
    },
    {
      id: "limits",
      points: 8,
      needs: "echo",
      title: text("Refuses a line that is too long", "拒绝过长的行"),
      hint: text(
        "Count bytes, without the LF: 4096 is fine, 4097 is not, and you know that before any LF has come. Replies that were due earlier go out first, and ERR has to be on its way before the connection is closed.",
        "数的是字节，不含 LF：4096 可以，4097 不行，而且不必等到 LF 就能知道。在它之前该发的回复要先发出去；ERR 发出之后才能关闭连接。",
      ),
      spec: "rule 6",
    },
    {
      id: "backpressure",
      points: 8,
      needs: "echo",
      title: text("Waits for a client that does not read", "对方不读，你就先别收"),
      hint: text(
        "`write` never refuses, but it returns something. When your replies pile up, the only remedy is to let no more in from that client, until an event tells you that they have gone out.",
        "`write` 从不拒绝，但它有返回值。回复越积越多时，唯一的办法是暂时不再从这个客户端读，直到某个事件告诉你积压的数据已经发出去。",
      ),
      spec: "rule 7; RFC 9293 §3.8.6",
    },
    {
      id: "idle",
      points: 4,
      needs: "echo",
      title: text("Drops idle clients, keeps busy ones", "断开闲置客户端，留住活跃的"),
      hint: text(
        "What restarts the clock is a completed line, not a byte: a client that sends one byte now and then, and never an LF, is idle. Every client needs a clock of its own, and IDLE_TIMEOUT_MS comes from the environment.",
        "让计时重新开始的是“完成一行”，而不是“收到一个字节”：时不时发一个字节、却从不发 LF 的客户端也算闲置。每个客户端要有自己的计时器；IDLE_TIMEOUT_MS 来自环境变量。",
      ),
      spec: "rule 8",
    },
    {
      id: "port-taken",
      points: 4,
      needs: "listen",
      title: text("Fails clearly when it can't listen", "监听不了，就说清楚再退出"),
      hint: text(
        "`listen` returns before it knows whether it worked; the failure comes later, as an event of the server. Say in one line which address could not be had and why, and choose the exit code yourself.",
        "`listen` 返回时还不知道成没成功；失败会稍后以 server 的事件形式到来。用一行话说明哪个地址、为什么用不了，退出码由你自己定。",
      ),
      spec: "rule 10; POSIX bind: EADDRINUSE",
    },
    {
      id: "shutdown",
      points: 6,
      needs: "echo",
      title: text("Shuts down in good order", "体面地关机"),
      hint: text(
        "Ask what keeps the process alive: the listening socket, each connection, each timer. `server.close` ends only the first. Let replies go out before you close, but do not trust every client to cooperate: you have 2 seconds.",
        "想一想是什么让进程不退出：监听 socket、每条连接、每个计时器。`server.close` 只管第一样。关闭之前让该发的回复发完，但别指望每个客户端都配合：你只有 2 秒。",
      ),
      spec: "rule 11; POSIX signal SIGTERM",
    },
  ],
});
