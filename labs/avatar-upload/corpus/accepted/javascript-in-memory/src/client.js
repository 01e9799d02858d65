"use strict";

var fs = require("fs");
var net = require("net");
var path = require("path");

var host = process.argv[2];
var port = Number(process.argv[3]);
var file = process.argv[4];
var name = process.argv[5] || path.basename(file);

function fail(message) {
  process.stderr.write(message + "\n");
  process.exit(1);
}

fs.open(file, "r", function (error, fd) {
  if (error) fail(error.message);
  var size = fs.fstatSync(fd).size;
  var header = Buffer.from(JSON.stringify({ name: name, size: size }));
  var socket = net.connect({ host: host, port: port });
  var reply = "";
  var length = Buffer.alloc(4);
  length.writeUInt32BE(header.length, 0);
  socket.write(Buffer.concat([length, header]));

  function more() {
    var piece = Buffer.alloc(65536);
    fs.read(fd, piece, 0, piece.length, null, function (error, count) {
      if (error) fail(error.message);
      if (count === 0 || socket.destroyed) return;
      if (socket.write(piece.slice(0, count))) more();
      else socket.once("drain", more);
    });
  }
  more();

  socket.on("data", function (chunk) {
    reply += chunk.toString();
    if (reply.slice(-1) !== "\n") return;
    if (!/^OK [0-9a-f]{64}\n$/.test(reply)) fail("not uploaded: " + reply.trim());
    process.stdout.write(reply, function () {
      process.exit(0);
    });
    socket.removeAllListeners("end");
  });
  socket.on("error", function (error) {
    fail(error.message || error.code);
  });
  socket.on("end", function () {
    fail("connection closed by the server");
  });
});
