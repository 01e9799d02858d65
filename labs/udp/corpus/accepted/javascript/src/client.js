"use strict";

var dgram = require("dgram");
var dns = require("dns");

var host = process.argv[2];
var port = Number(process.argv[3]);
var retryMs = Number(process.env.RETRY_MS || 500);
var tries = Number(process.env.TRIES || 5);
var start = Date.now();

var input = Buffer.alloc(0);
var ended = false;
var count = 0;
var socket;
var current = null;

function fail(message) {
  console.error("Error: " + message);
  process.exit(1);
}

function next() {
  if (current) return;
  var lf = input.indexOf(10);
  if (lf === -1 && ended && input.length > 0) lf = input.length;
  if (lf !== -1) {
    count++;
    current = { id: start.toString(36) + count.toString(36), sends: 0 };
    current.request = Buffer.concat([Buffer.from(current.id + " "), input.subarray(0, lf)]);
    input = input.subarray(lf + 1);
    transmit();
  } else if (ended) {
    socket.close();
  }
}

function transmit() {
  current.sends++;
  socket.send(current.request, function () {});
  current.timer = setTimeout(function () {
    // What has come is read before this, however late the timer is.
    setImmediate(function () {
      if (!current || current.timer === null) return;
      if (current.sends < tries) transmit();
      else fail("no reply from " + host + ":" + port);
    });
  }, retryMs);
}

function onMessage(message) {
  if (!current) return;
  var length = current.id.length + 1;
  if (message.toString("latin1", 0, length) !== current.id + " ") return;
  clearTimeout(current.timer);
  current.timer = null;
  process.stdout.write(Buffer.concat([message.subarray(length), Buffer.from("\n")]), function () {
    current = null;
    next();
  });
}

dns.lookup(host, function (err, address, family) {
  if (err) return fail(err.message);
  socket = dgram.createSocket("udp" + family);
  socket.on("message", onMessage);
  socket.on("error", function () {}); // refused: as good as lost
  socket.connect(port, address, function () {
    process.stdin.on("data", function (chunk) {
      input = Buffer.concat([input, chunk]);
      next();
    });
    process.stdin.on("end", function () {
      ended = true;
      next();
    });
  });
});
