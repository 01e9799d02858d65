/**
 * Lines of programs that students must not have, which the grader, or a text for students, has as well and by right: nothing is
 * given away by them. Where a release is refused for such a line, it is added here.
 */
export const sharedLines = [
  'const socket = createSocket({ type: host.includes(":") ? "udp6" : "udp4", recvBufferSize: 2 ** 20 });',
] as const;
