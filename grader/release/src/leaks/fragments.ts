/** So many characters of a fragment are looked up at once; none may be shorter. */
const window = 8;
const base = 257;

/** What the first character of a window adds to its hash. */
const highest = Array.from({ length: window - 1 }).reduce<number>((power) => Math.imul(power, base), 1);

interface Fragment {
  readonly text: string;
}

/** Finds which of very many fragments a text holds, in one pass over it (Rabin and Karp's rolling hash). */
export class Fragments<T extends Fragment> {
  readonly #byHash = new Map<number, T[]>();

  constructor(fragments: Iterable<T>) {
    for (const fragment of fragments) {
      const hash = hashOf(fragment.text);
      const others = this.#byHash.get(hash);
      if (others) others.push(fragment);
      else this.#byHash.set(hash, [fragment]);
    }
  }

  /** The fragments that a text holds, in the order in which they occur. */
  *in(text: string): Generator<T> {
    if (text.length < window) return;
    for (let at = 0, hash = hashOf(text); at + window <= text.length; at++) {
      for (const fragment of this.#byHash.get(hash) ?? []) if (text.startsWith(fragment.text, at)) yield fragment;
      hash = (Math.imul(hash - Math.imul(text.charCodeAt(at), highest), base) + text.charCodeAt(at + window)) | 0;
    }
  }
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < window; at++) hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0;
  return hash;
}
