import { createSocket } from "node:dgram";

const socket = createSocket("udp4");
socket.bind(0, process.argv[2]);
