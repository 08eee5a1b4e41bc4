/** A seeded source of randomness (sfc32): the same seed gives the same numbers on every machine. */
export class Rng {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(seed: number) {
    this.#a = seed >>> 0;
    this.#b = 0x9e3779b9;
    this.#c = 0x243f6a88 ^ (seed << 7);
    for (let warm = 0; warm < 16; warm++) this.next();
  }

  /** A number in [0, 1). */
  next(): number {
    const t = (this.#a + this.#b + this.#d++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    this.#c |= 0;
    return (t >>> 0) / 4294967296;
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** True with probability `p`. */
  chance(p: number): boolean {
    return this.next() < p;
  }

  /** One element; the list must not be empty. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)];
  }

  /** One element, the first ones far more often (Zipf with exponent about 1). */
  pickPopular<T>(list: readonly T[]): T {
    return list[Math.min(list.length - 1, Math.floor(Math.exp(this.next() * Math.log(list.length + 1))) - 1)];
  }

  /** `count` different elements, or all of them when there are fewer. */
  sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    const chosen: T[] = [];
    while (chosen.length < count && rest.length > 0)
      chosen.push(...rest.splice(Math.floor(this.next() * rest.length), 1));
    return chosen;
  }

  /** An exponential draw with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Letters and digits without look-alikes. */
  token(length: number): string {
    let text = '';
    for (let at = 0; at < length; at++) text += '0123456789abcdefghjkmnpqrstvwxyz'[Math.floor(this.next() * 32)];
    return text;
  }
}
