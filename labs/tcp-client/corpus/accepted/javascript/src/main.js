// Plain old JavaScript: CommonJS, var and callbacks.
"use strict";

var net = require("net");
var dns = require("dns");

var host = process.argv[2];
var port = Number(process.argv[3]);
var replyMs = Number(process.env.REPLY_TIMEOUT_MS || 10000);
var giveUpAt = Date.now() + Number(process.env.CONNECT_TIMEOUT_MS || 0);

function fail(reason) {
  process.stderr.write("Error: " + host + " port " + port + ": " + reason + "\n", function () {
    process.exit(1);
  });
}

// Calls back with a line and its LF; at the end of the stream with what is left, then with null.
function Lines(stream) {
  var self = this;
  this.stream = stream;
  this.parts = [];
  this.ended = false;
  this.callback = null;
  stream.on("readable", function () {
    self.look();
  });
  stream.on("end", function () {
    self.ended = true;
    self.look();
  });
}

Lines.prototype.look = function () {
  var callback = this.callback;
  var chunk = callback && this.stream.read();
  while (chunk) {
    var end = chunk.indexOf(10) + 1;
    if (end > 0) {
      if (end < chunk.length) this.stream.unshift(chunk.slice(end));
      this.parts.push(chunk.slice(0, end));
      return this.give();
    }
    this.parts.push(chunk);
    chunk = this.stream.read();
  }
  if (callback && this.ended) this.give();
};

Lines.prototype.give = function () {
  var callback = this.callback;
  var line = Buffer.concat(this.parts);
  this.callback = null;
  this.parts = [];
  callback(line.length > 0 ? line : null);
};

Lines.prototype.next = function (callback) {
  this.callback = callback;
  this.look();
};

function talk(socket) {
  var requests = new Lines(process.stdin);
  var replies = new Lines(socket);

  function nextRequest() {
    requests.next(function (request) {
      if (request === null) return finish();
      if (request[request.length - 1] !== 10) request = Buffer.concat([request, Buffer.from([10])]);
      var answered = false;
      socket.write(request);
      var timer = setTimeout(function () {
        setImmediate(function () {
          if (!answered) fail("no reply within " + replyMs + " ms");
        });
      }, replyMs);
      replies.next(function (reply) {
        answered = true;
        clearTimeout(timer);
        if (reply === null || reply[reply.length - 1] !== 10) return fail("connection closed before the reply was whole");
        process.stdout.write(reply, nextRequest);
      });
    });
  }

  function finish() {
    socket.end();
    replies.next(function printAll(piece) {
      if (piece === null) return;
      process.stdout.write(piece, function () {
        replies.next(printAll);
      });
    });
  }

  nextRequest();
}

function tryAddresses(addresses) {
  var refused = false;
  (function tryNext(i) {
    if (i === addresses.length) {
      if (refused && Date.now() < giveUpAt) setTimeout(tryAddresses, 100, addresses);
      else fail("cannot connect");
      return;
    }
    var connected = false;
    var socket = net.connect({ host: addresses[i].address, port: port, allowHalfOpen: true });
    socket.on("connect", function () {
      connected = true;
      talk(socket);
    });
    socket.on("error", function (err) {
      if (connected) return fail(err.code);
      refused = refused || err.code === "ECONNREFUSED";
      tryNext(i + 1);
    });
  })(0);
}

dns.lookup(host, { all: true }, function (err, addresses) {
  if (err) fail(err.code);
  else tryAddresses(addresses);
});
