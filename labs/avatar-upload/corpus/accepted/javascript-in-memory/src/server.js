"use strict";

var crypto = require("crypto");
var fs = require("fs");
var net = require("net");
var path = require("path");

var host = process.argv[2];
var port = Number(process.argv[3]);
var directory = process.argv[4];
var maxBytes = Number(process.env.MAX_BYTES || 5242880);
var timeout = Number(process.env.UPLOAD_TIMEOUT_MS || 10000);
var temps = {};
var serial = 0;

function check(bytes) {
  var header = null;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (e) {
    return { error: "BAD_HEADER" };
  }
  if (header === null || typeof header.name !== "string" || typeof header.size !== "number") return { error: "BAD_HEADER" };
  if (header.size < 0 || Math.floor(header.size) !== header.size) return { error: "BAD_HEADER" };
  var length = Buffer.byteLength(header.name);
  if (length < 1 || length > 255 || header.name.charAt(0) === "." || /[\\/\0]/.test(header.name)) return { error: "BAD_NAME" };
  if (header.size === 0) return { error: "NOT_AN_IMAGE" };
  if (header.size > maxBytes) return { error: "TOO_LARGE" };
  return header;
}

function isImage(b) {
  var start = b.toString("latin1", 0, 12);
  return (
    start.indexOf("\x89PNG\r\n\x1a\n") === 0 ||
    start.indexOf("\xff\xd8\xff") === 0 ||
    start.indexOf("GIF87a") === 0 ||
    start.indexOf("GIF89a") === 0 ||
    (start.indexOf("RIFF") === 0 && start.indexOf("WEBP") === 8)
  );
}

function save(name, body, done) {
  var temp = path.join(directory, ".tmp-" + process.pid + "-" + ++serial);
  temps[temp] = true;
  function over(error) {
    if (!error) {
      delete temps[temp];
      return done(null);
    }
    fs.unlink(temp, function () {
      delete temps[temp];
      done(error);
    });
  }
  fs.writeFile(temp, body, function (error) {
    if (error) return over(error);
    fs.rename(temp, path.join(directory, name), over);
  });
}

var server = net.createServer({ allowHalfOpen: true }, function (socket) {
  var chunks = [];
  var total = 0;
  var header = null;
  var busy = false;
  var finished = false;
  var fin = false;
  var timer = null;

  function stop(words) {
    if (finished) return;
    finished = true;
    clearTimeout(timer);
    socket.resume();
    socket.end(words);
    setTimeout(function () {
      socket.destroy();
    }, 500).unref();
  }

  function take(count) {
    var all = Buffer.concat(chunks);
    chunks = [all.slice(count)];
    total -= count;
    return all.slice(0, count);
  }

  function peekLength() {
    if (chunks[0].length < 4) chunks = [Buffer.concat(chunks)];
    return chunks[0].readUInt32BE(0);
  }

  function arm() {
    clearTimeout(timer);
    if (total === 0 && header === null) return;
    timer = setTimeout(function () {
      var read = socket.bytesRead;
      setImmediate(function () {
        if (!busy && socket.bytesRead === read) stop("ERR FAILED\n");
      });
    }, timeout);
  }

  function next() {
    if (busy || finished) return;
    if (header === null && total >= 4) {
      var length = peekLength();
      if (length < 1 || length > 4096) return stop("ERR BAD_HEADER\n");
      if (total >= 4 + length) {
        header = check(take(4 + length).slice(4));
        if (header.error) return stop("ERR " + header.error + "\n");
      }
    }
    if (header !== null && total >= header.size) {
      var body = take(header.size);
      var name = header.name;
      if (!isImage(body)) return stop("ERR NOT_AN_IMAGE\n");
      busy = true;
      clearTimeout(timer);
      socket.pause();
      return save(name, body, function (error) {
        busy = false;
        if (error) return stop("ERR FAILED\n");
        header = null;
        socket.write("OK " + crypto.createHash("sha256").update(body).digest("hex") + "\n");
        next();
        if (!busy && !finished) {
          socket.resume();
          arm();
        }
      });
    }
    if (fin) return stop("");
  }

  socket.on("data", function (chunk) {
    if (finished) return;
    chunks.push(chunk);
    total += chunk.length;
    next();
    if (!busy && !finished) arm();
  });
  socket.on("end", function () {
    fin = true;
    next();
  });
  socket.on("error", function () {});
  socket.on("close", function () {
    finished = true;
    clearTimeout(timer);
  });
});

server.on("error", function (error) {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, host);

process.on("SIGTERM", function () {
  // A write in progress would bring its file back: so wait for those first.
  server.close();
  setInterval(function () {
    if (Object.keys(temps).length === 0) process.exit(0);
  }, 10);
});
