import { defineLab, text } from "@wirelab/model";
import { checkTitles } from "./check-titles.ts";

export default defineLab({
  id: "avatar-upload",
  title: text("Avatar upload: the homework", "头像上传：课后作业"),
  programs: ["server", "client"],
  env: { UPLOAD_TIMEOUT_MS: "600000" },
  interoperates: true,
  checkTitles,
  stages: [
    {
      id: "upload",
      points: 6,
      title: text("Stores a picture and says its hash", "存下一张图片，回复它的哈希"),
      hint: text(
        "Three parts come one after another: 4 bytes, as many bytes as those say, as many again as the header says. Which of the three may be turned into text? And of which bytes exactly does the client want to know the hash?",
        "三个部分依次到来：先是 4 个字节；它说了接下来有多少字节；那些字节又说了再往后有多少字节。三部分里哪一部分可以变成文本？客户端想知道的，究竟是哪些字节的哈希？",
      ),
      spec: "rule 1; FIPS 180-4",
    },
    {
      id: "on-disk",
      points: 4,
      needs: "upload",
      title: text("Says OK when the file is whole on disk", "文件完整落盘之后才说 OK"),
      hint: text(
        "OK is a promise: the client may delete its own copy the moment it reads it. Go backwards from the line that sends OK. Which calls before it have only been started, and how would you know that they have finished?",
        "OK 是一个承诺：客户端读到它，就可以把自己那份删掉。从发送 OK 的那一行往回看：前面哪些调用只是“开始了”？你怎么知道它们“完成了”？",
      ),
      spec: "rule 4",
    },
    {
      id: "framing",
      points: 10,
      needs: "upload",
      title: text("Puts the frame together, however it is cut", "不管怎么切，都能拼出完整的帧"),
      hint: text(
        "Even four bytes may come in four pieces, and header and body in one. For each part ask two questions: do I have enough, and what do I do with what is too much?",
        "哪怕只有四个字节，也可能分四次到达；头部和正文也可能一次全到。对每一部分都问两个问题：够了吗？多出来的怎么办？",
      ),
      spec: "rule 1; RFC 9293 §2.2",
    },
    {
      id: "again",
      points: 6,
      needs: "upload",
      title: text("Takes the next upload on the same connection", "同一条连接，接着收下一张"),
      hint: text(
        "After OK everything is as it was at the beginning. Or is it? Go through your variables. And the first bytes of the next upload may already have come, together with the last ones of this.",
        "发完 OK，一切应该回到刚开始的样子。真的都回去了吗？把变量逐个查一遍。另外，下一张的头几个字节，可能已经跟着这一张的结尾一起到了。",
      ),
      spec: "rule 1",
    },
    {
      id: "replace",
      points: 4,
      needs: "upload",
      title: text("Replaces an avatar in one step", "换头像一步到位"),
      hint: text(
        "Imagine a web server that reads the avatar at the worst moment. What does it see while you write? There is one operation on files that happens all at once, and it works within one directory best of all.",
        "设想有个网站服务器偏偏在最糟的时刻来读这张头像：你正写到一半，它看到的是什么？文件操作里有一种是一瞬间完成的，而且在同一个目录里最可靠。",
      ),
      spec: "rule 4; POSIX rename",
    },
    {
      id: "sizes",
      points: 8,
      needs: "upload",
      title: text("Refuses by the declared size, at once", "看到声明的大小，当场拒绝"),
      hint: text(
        "The header has told you all you need: what are you still waiting for? A stranger who claims 4 GiB must cost you no more than the header did. And where does the limit come from?",
        "头部已经把该说的都说了，你还在等什么？陌生人张口就说 4 GiB，你付出的代价也不该超过读一个头部。还有，上限是从哪里来的？",
      ),
      spec: "rule 3",
    },
    {
      id: "names",
      points: 8,
      needs: "upload",
      title: text("Writes nothing outside its directory", "绝不写到目录外面去"),
      hint: text(
        "Do not list what is bad and repair it: say what is good, and refuse the rest. How long is a name, and in what unit? And what if something else already has that name: a link, say?",
        "不要罗列坏名字再去修补：说清楚什么是好名字，其余一律拒绝。名字有多长，用什么单位量？如果这个名字已经有主了，比如是个符号链接，会怎样？",
      ),
      spec: "rule 2; CWE-22, CWE-59",
    },
    {
      id: "images",
      points: 6,
      needs: "upload",
      title: text("Knows an image by its first bytes", "看开头的字节认图片"),
      hint: text(
        "How many bytes do you need before you can tell, for each of the four kinds? Do you have them when you look? Two of the kinds have members that a hasty look leaves out, and one begins like files of quite another kind.",
        "四种图片，各要看到多少个字节才能下结论？你去看的时候，这些字节都到了吗？有两种图片不止一个样子，看得太急会漏掉；还有一种，开头和完全不同的文件一模一样。",
      ),
      spec: "rule 3; PNG §5.2; RFC 9649 §2.4",
    },
    {
      id: "headers",
      points: 6,
      needs: "upload",
      title: text("Answers a bad header with BAD_HEADER", "头部不合规矩，回 BAD_HEADER"),
      hint: text(
        "JSON.parse may throw, and it may also return something that is no object, or one without what you need. Look at every property before you use it: is it there, is it of the right type, is it a number that can be a size?",
        "JSON.parse 可能抛异常，也可能返回一个根本不是对象的东西，或者对象里缺了你要的。每个属性用之前都看一眼：有没有？类型对不对？这个数能不能当大小？",
      ),
      spec: "rule 1; RFC 8259",
    },
    {
      id: "interrupted",
      points: 8,
      needs: "upload",
      title: text("Leaves nothing of an upload that breaks off", "传到一半断了，什么都不留"),
      hint: text(
        "List all the ways in which an upload may end, and for each of them say what becomes of the temporary file. FIN is not always a break: what if it comes right behind the last byte?",
        "把一次上传可能的结局都列出来，逐个回答：临时文件怎么办？FIN 不一定是中断：要是它紧跟在最后一个字节后面呢？",
      ),
      spec: "rule 4; RFC 9293 §3.5.2, §3.6",
    },
    {
      id: "side-by-side",
      points: 6,
      needs: "upload",
      title: text("Takes several uploads at a time", "几张图片同时上传"),
      hint: text(
        "Whose is each variable, and whose is each file? Two clients may be sending the same name at this very moment: follow both of them through your code, line by line in turn.",
        "每个变量归谁？每个文件又归谁？此刻可能正有两个客户端用同一个名字上传：让它们俩在你的代码里一人走一行，看看会发生什么。",
      ),
      spec: "rule 5",
    },
    {
      id: "stalled",
      points: 4,
      needs: "upload",
      title: text("Drops who stalls, keeps who is slow", "停住的断开，慢的留下"),
      hint: text(
        "What does the clock measure: the whole upload, or the silence? When does it begin to run, when does it begin anew, and when must it not run at all? UPLOAD_TIMEOUT_MS comes from the environment.",
        "计时器量的是什么：整个上传，还是沉默了多久？它什么时候开始走，什么时候重新走，什么时候根本不该走？UPLOAD_TIMEOUT_MS 来自环境变量。",
      ),
      spec: "rule 4",
    },
    {
      id: "client",
      points: 8,
      title: text("The client sends a file, piece by piece", "客户端：一块一块地把文件发出去"),
      hint: text(
        "How long is the header, in bytes, if the name is 头像.png? How much of a large file is in your memory at a time, if the server reads slowly? And how do you know that the reply is whole?",
        "文件名是 头像.png 的时候，头部有多少字节？服务器读得慢的时候，大文件有多少堆在你的内存里？你怎么知道回复已经收全了？",
      ),
      spec: "rule 6",
    },
    {
      id: "client-errors",
      points: 8,
      needs: "client",
      title: text("The client fails clearly", "客户端：失败要说清楚"),
      hint: text(
        "Go through what may go wrong, in order: the file, the connection, the sending, the reply. Where does each of them reach your program? The reply may come long before you have finished sending, and then nobody reads any more.",
        "按顺序把可能出错的地方过一遍：文件、连接、发送、回复。每一种错误会在程序的哪里冒出来？回复可能在你还远远没发完的时候就来了，而且从那以后，对面不再有人读。",
      ),
      spec: "rule 6",
    },
    {
      id: "end-to-end",
      points: 8,
      needs: "client",
      title: text("Both ends, with each other and with others", "两端合作，也能和别人合作"),
      hint: text(
        "If your two programs understand each other and nobody else understands them, they share a mistake: compare the first four bytes with the example in the handout. And at SIGTERM, who removes the temporary files?",
        "如果你的两个程序彼此都懂，别人却听不懂，那它们一定犯了同一个错：拿最前面四个字节和讲义里的例子比一比。还有，收到 SIGTERM 的时候，临时文件由谁来删？",
      ),
      spec: "rules 1 to 6; POSIX signal SIGTERM",
    },
  ],
});
