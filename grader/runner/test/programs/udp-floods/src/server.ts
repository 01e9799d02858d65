import { createSocket, type RemoteInfo } from "node:dgram";

const [host, port] = process.argv.slice(2);
const socket = createSocket("udp4");
const flood = ({ port: asker, address }: RemoteInfo): void => void socket.send("noise", asker, address, () => flood({ port: asker, address } as RemoteInfo));
socket.on("message", (_datagram, from) => flood(from));
socket.bind(Number(port), host);
