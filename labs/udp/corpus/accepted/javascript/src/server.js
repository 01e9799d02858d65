"use strict";

var dgram = require("dgram");
var net = require("net");

var host = process.argv[2];
var port = Number(process.argv[3]);
var socket = dgram.createSocket(net.isIPv6(host) ? "udp6" : "udp4");
var totals = Object.create(null); // without a prototype: no "constructor"
var peers = [];

function findPeer(rinfo) {
  for (var i = 0; i < peers.length; i++) {
    if (peers[i].port === rinfo.port && peers[i].address === rinfo.address) {
      return peers.splice(i, 1)[0];
    }
  }
  return { address: rinfo.address, port: rinfo.port, ids: new Array(1000), next: 0, replies: Object.create(null) };
}

function execute(command) {
  var words = command.split(" ");
  if (words[0] === "ECHO" && words.length > 1) return command.slice(5);
  if (words.length < 2 || !/^[0-9a-z-]{1,32}$/.test(words[1])) return "ERR bad name or command";
  if (words[0] === "GET" && words.length === 2) return String(totals[words[1]] || 0);
  if (words[0] !== "ADD" || words.length !== 3 || !/^-?[0-9]+$/.test(words[2])) return "ERR bad command or number";
  var n = Number(words[2]);
  if (n !== (n | 0)) return "ERR number out of range";
  totals[words[1]] = (totals[words[1]] || 0) + (n | 0);
  return String(totals[words[1]]);
}

socket.on("message", function (message, rinfo) {
  var text = message.toString("binary");
  var space = text.indexOf(" ");
  var id = text.slice(0, Math.max(space, 0));
  if (!/^[0-9a-z]{1,16}$/.test(id)) return;
  var peer = findPeer(rinfo);
  peers.unshift(peer);
  if (peers.length > 100) peers.pop();
  if (!(id in peer.replies)) {
    // A ring of the last 1000 ids: the new one takes the oldest one's place.
    delete peer.replies[peer.ids[peer.next]];
    peer.ids[peer.next] = id;
    peer.next = (peer.next + 1) % 1000;
    peer.replies[id] = Buffer.from(id + " " + execute(text.slice(space + 1)), "binary");
  }
  socket.send(peer.replies[id], rinfo.port, rinfo.address, function (err) {
    if (err) console.log(err.message);
  });
});

socket.bind(port, host, function () {
  console.log("ready");
});
