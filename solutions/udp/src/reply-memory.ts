/** How many of its latest requests a peer may repeat. */
const REQUESTS_PER_PEER = 1000;

/** What all replies together may cost, in bytes. Peers are many and never say goodbye. */
const BUDGET = 64 * 2 ** 20;
const OVERHEAD = 200; // of one reply: its id, its Buffer, its place in the Map

interface Peer {
  readonly replies: Map<string, Buffer>;
  cost: number;
}

/**
 * The replies that were given, by peer and id, so that a request which comes again is answered
 * again without being carried out again.
 */
export class ReplyMemory {
  // A Map keeps the order in which its keys were set: the first one is the oldest.
  readonly #peers = new Map<string, Peer>();
  #cost = 0;

  recall(peerName: string, id: string): Buffer | undefined {
    return this.#peers.get(peerName)?.replies.get(id);
  }

  remember(peerName: string, id: string, reply: Buffer): void {
    const peer = this.#peers.get(peerName) ?? { replies: new Map<string, Buffer>(), cost: 0 };
    this.#peers.delete(peerName);
    this.#peers.set(peerName, peer); // to the end: the last to be forgotten

    peer.replies.set(id, reply);
    this.#charge(peer, reply.length + OVERHEAD);
    if (peer.replies.size > REQUESTS_PER_PEER) this.#forgetOldestReply(peer);
    if (this.#cost > BUDGET) this.#forgetQuietPeers(peerName);
  }

  #charge(peer: Peer, cost: number): void {
    peer.cost += cost;
    this.#cost += cost;
  }

  #forgetOldestReply(peer: Peer): void {
    for (const [id, reply] of peer.replies) {
      peer.replies.delete(id);
      this.#charge(peer, -(reply.length + OVERHEAD));
      return;
    }
  }

  /** Forgets those who have asked nothing for longest, but never `speaker`. */
  #forgetQuietPeers(speaker: string): void {
    for (const [name, peer] of this.#peers) {
      if (this.#cost <= BUDGET || name === speaker) return;
      this.#peers.delete(name);
      this.#cost -= peer.cost;
    }
  }
}
