import { defineLab, text } from "@wirelab/model";
import { checkTitles } from "./check-titles.ts";

export default defineLab({
  id: "udp",
  title: text("Counters over datagrams", "数据报计数器"),
  programs: ["server", "client"],
  transport: "udp",
  interoperates: true,
  env: { RETRY_MS: "600000" },
  checkTitles,
  stages: [
    {
      id: "datagram",
      points: 6,
      title: text("Replies to the port that asked", "回复给发来请求的那个端口"),
      hint: text(
        "There is no connection here to reply on: every datagram says where it came from. Which argument of the 'message' handler tells you? And from which socket does your reply leave?",
        "这里没有连接可以“顺着回过去”：每个数据报都自带来处。'message' 处理函数的哪个参数告诉你它从哪里来？你的回复又是从哪个 socket 发出去的？",
      ),
      spec: "rules 1 and 2; RFC 768",
    },
    {
      id: "boundaries",
      points: 6,
      needs: "datagram",
      title: text("Keeps one datagram one message", "一个数据报就是一条消息"),
      hint: text(
        "What you learnt about streams does not apply: nothing has to be collected, and nothing to be cut. Where does the payload of ECHO end, if not at a newline? And is a payload of no bytes the same as no payload?",
        "字节流那一套在这里用不上：不用攒，也不用切。ECHO 的数据如果不是到换行为止，那是到哪里为止？长度为零的数据，和没有数据，是一回事吗？",
      ),
      spec: "rule 1; RFC 768",
    },
    {
      id: "sizes",
      points: 6,
      needs: "datagram",
      title: text("Takes every size and every byte", "多大都收得下，什么字节都不变"),
      hint: text(
        "Work out the largest payload from the 16 bits of a length field and the headers that it counts. Who cuts a datagram that does not fit into a frame, and who puts it together? Then look for the places where bytes become text and text becomes bytes.",
        "长度字段有 16 位，再减去它所包含的头部，最大的载荷是多少？装不进一帧的数据报由谁来切、由谁来拼？然后再找找：程序里哪些地方把字节变成了文本，又把文本变回了字节？",
      ),
      spec: "rule 3; RFC 768, RFC 791 §3.2",
    },
    {
      id: "peers",
      points: 8,
      needs: "datagram",
      title: text("Serves many peers through one socket", "一个 socket 服务所有人"),
      hint: text(
        'All peers share your one socket, and their datagrams come in any mixture. Go through your variables: is there one that holds "the" peer? What is in it when a second datagram comes before the first reply has left?',
        "所有人共用你这一个 socket，数据报混在一起到来。逐个检查变量：有没有哪个变量保存着“当前的对端”？第一个回复还没发出去，第二个数据报就到了，这时它里面是谁？",
      ),
      spec: "rule 4",
    },
    {
      id: "counters",
      points: 8,
      needs: "datagram",
      title: text("Counts", "会计数"),
      hint: text(
        "Try a counter that is called `constructor`. Then negative numbers, a counter that nobody has touched, one that is back at zero, and a total that no longer fits into 32 bits. Whose are the counters, one peer's or everybody's?",
        "试一试名叫 `constructor` 的计数器。再试负数、没人碰过的计数器、加减之后回到零的计数器，以及超出 32 位的总和。计数器归谁：某个对端，还是所有人共用？",
      ),
      spec: "rule 5",
    },
    {
      id: "malformed",
      points: 8,
      needs: "datagram",
      title: text("Survives whatever comes", "什么垃圾都打不倒"),
      hint: text(
        "Anybody can send you anything. Ask two questions in this order: is there an id that I can answer to? Is the rest exactly one of the three commands? Number, parseInt, int() and `$` are more generous than the rule: find out what they let through.",
        "谁都可以给你发任何东西。依次问两个问题：有没有一个可以用来回复的 id？剩下的部分是不是恰好是三种命令之一？Number、parseInt、int() 和 `$` 都比规则宽松：弄清楚它们各自放过了什么。",
      ),
      spec: "rules 5 and 6",
    },
    {
      id: "duplicates",
      points: 10,
      needs: "counters",
      title: text("Answers twice, counts once", "回答两次，只算一次"),
      hint: text(
        "The client asks again because it does not know which got lost: its request or your reply. So silence is as wrong as counting twice. What makes two requests the same one? And what has to be kept so that the second reply equals the first, even if the total has changed since?",
        "客户端之所以再问一遍，是因为它不知道丢的是请求还是你的回复。所以不理它和算两次一样错。怎样才算“同一个请求”？要保存什么，才能让第二次的回复和第一次一模一样，哪怕总数已经变了？",
      ),
      spec: "rule 7; RFC 9110 §9.2.2 (idempotent methods)",
    },
    {
      id: "memory",
      points: 4,
      needs: "duplicates",
      title: text("Remembers enough, and forgets", "记得住，也忘得掉"),
      hint: text(
        "A datagram has no end of conversation, so nobody tells you when a memory is no longer needed. Forget the oldest, one at a time, peer by peer. How do you find the oldest without searching? And what bounds the number of peers?",
        "数据报没有“对话结束”，没有人告诉你什么时候可以忘。每个对端各忘各的，从最旧的忘起，一次忘一条。不用查找，怎么知道哪条最旧？对端的数量又靠什么来限制？",
      ),
      spec: "rule 8",
    },
    {
      id: "request",
      points: 8,
      title: text("Asks, waits, prints", "发问、等待、打印"),
      hint: text(
        "Look at the bytes: what exactly is in the datagram, and what exactly is on stdout? Your own messages belong on stderr. And when the commands are over, what is still keeping the process alive, or what ends it too early?",
        "看字节：数据报里到底有什么，stdout 上到底有什么？你自己的消息应该写到 stderr。命令都执行完以后，是什么让进程还不退出？又会不会退出得太早？",
      ),
      spec: "rule 9",
    },
    {
      id: "retransmit",
      points: 8,
      needs: "request",
      title: text("Asks again when no reply comes", "没有回音，就再问一次"),
      hint: text(
        "Compare your first and your second datagram: are they the same to the byte, and do they come from the same port? If not, the server takes them for two requests. When exactly does your clock start, and is it one for each request?",
        "比较第一个和第二个数据报：是不是逐字节相同？是不是从同一个端口发出？不是的话，服务器会当成两个请求。你的计时究竟从什么时候开始？是不是每个请求各计各的？",
      ),
      spec: "rule 10",
    },
    {
      id: "give-up",
      points: 6,
      needs: "request",
      title: text("Gives up after TRIES sends", "发够 TRIES 次就放弃"),
      hint: text(
        "Count on your fingers: with TRIES=1, how many datagrams leave, and when do you give up? The last one deserves its RETRY_MS as well. For the next request the count begins anew.",
        "掰着手指数一数：TRIES=1 时，一共发出几个数据报？什么时候放弃？最后一次发送也应该等满 RETRY_MS。到了下一个请求，要重新数起。",
      ),
      spec: "rule 10",
    },
    {
      id: "strays",
      points: 8,
      needs: "request",
      title: text("Ignores what is not its reply", "不是给它的，一概不理"),
      hint: text(
        "Anybody who knows your port can send to it, and an old reply may come late. What three things must be right before you believe a datagram? And ignoring means: as if it had never come. Does it touch your clock or your count?",
        "知道你端口的人都能给你发数据报，旧的回复也可能迟到。相信一个数据报之前，哪三样东西必须对上？“忽略”的意思是：就当它没来过。它有没有动了你的计时或计数？",
      ),
      spec: "rule 11",
    },
    {
      id: "closed-port",
      points: 4,
      needs: "request",
      title: text("Fails cleanly when nobody is there", "没人在听，也要体面地失败"),
      hint: text(
        "Where nobody listens, the other machine may say so (ICMP), and your system may hand that to you as an 'error' event: on a connected socket it does. Who listens for it? Read your stderr as a user would, who has never seen your program.",
        "没人监听时，对方的机器可能会说一声（ICMP），你的系统再把它变成 'error' 事件交给你：connect 过的 socket 就会这样。谁在监听这个事件？用一个从没见过你程序的用户的眼光，读一读你的 stderr。",
      ),
      spec: "rule 12; RFC 1122 §4.1.3.3",
    },
    {
      id: "lossy-network",
      points: 10,
      title: text("Counts exactly over a network that does not", "网络靠不住，总数照样对"),
      hint: text(
        "There is nothing new in this stage. Follow one ADD through the ladder: what if its request is lost, its reply, what if it is doubled, and what if the copy comes after the next ADD? If your server is right with the reference's client, look at your client, and the other way round.",
        "这一关没有新东西。在梯形图里跟踪一条 ADD：请求丢了会怎样？回复丢了会怎样？被复制了呢？副本比下一条 ADD 还晚到呢？如果你的服务器配参考客户端没有问题，就去查你的客户端；反过来也一样。",
      ),
      spec: "rules 7, 10 and 11",
    },
  ],
});
