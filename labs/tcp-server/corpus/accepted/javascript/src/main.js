// Plain old JavaScript: CommonJS, var and callbacks.
"use strict";

var net = require("net");

var host = process.argv[2];
var port = Number(process.argv[3]);
var idleMs = Number(process.env.IDLE_TIMEOUT_MS || 30000);
var MAX_LINE = 4096;
var clients = [];
var accepted = 0;
var stopping = false;

function Client(socket) {
  var self = this;
  this.socket = socket;
  this.rest = Buffer.alloc(0);
  this.seen = -1;
  this.idle = setTimeout(function () {
    socket.destroy();
  }, idleMs);
  socket.on("data", function (chunk) {
    self.onData(chunk);
  });
  socket.on("drain", function () {
    socket.resume();
  });
  socket.on("end", function () {
    if (!socket.writableEnded) socket.end(stopping ? "" : self.rest);
  });
  socket.on("error", function () {});
  socket.on("close", function () {
    clearTimeout(self.idle);
    clients.splice(clients.indexOf(self), 1);
  });
}

Client.prototype.onData = function (chunk) {
  var socket = this.socket;
  if (socket.writableEnded) return;
  var data = Buffer.concat([this.rest, chunk]);
  var start = 0;
  var tooLong = false;
  for (var i = Math.max(0, this.rest.length); i < data.length && !tooLong; i++) {
    if (data[i] === 10) start = i + 1;
    else tooLong = i - start >= MAX_LINE;
  }
  this.rest = data.slice(start);
  if (start > 0) {
    this.idle.refresh();
    if (!socket.write(data.slice(0, start))) socket.pause();
  }
  if (tooLong) socket.end("ERR line too long\n");
};

Client.prototype.leave = function () {
  var socket = this.socket;
  var read = socket.writableLength === 0 ? socket.bytesRead : -1;
  if (read !== -1 && read === this.seen) {
    socket.end(function () {
      socket.destroy();
    });
  }
  this.seen = read;
};

var server = net.createServer({ allowHalfOpen: true }, function (socket) {
  accepted++;
  clients.push(new Client(socket));
});

server.on("error", function (err) {
  console.error("Cannot listen on " + host + ":" + port + " (" + err.code + ")");
  process.exit(1);
});

server.listen(port, host);

function closeDoor(before) {
  if (accepted === before) server.close();
  else setImmediate(closeDoor, accepted);
}

process.on("SIGTERM", function () {
  stopping = true;
  setImmediate(closeDoor, -1);
  setInterval(function () {
    clients.slice().forEach(function (client) {
      client.leave();
    });
    if (clients.length === 0) process.exit(0);
  }, 20);
  setTimeout(function () {
    process.exit(0);
  }, 1500);
});
