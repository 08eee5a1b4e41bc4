const TYPES = { i32: 5, i64: 6, text: 8, struct: 12 } as const;

/** Writes structures in Apache Thrift's compact protocol, as far as Parquet's page headers and footers need it. */
export class Thrift {
  #bytes: number[] = [];
  /** The last field number of each open structure: fields are written as differences. */
  readonly #last: number[] = [];

  /** What was written. */
  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  /** A structure at the top. */
  struct(write: () => void): void {
    this.#last.push(0);
    write();
    this.#last.pop();
    this.#bytes.push(0);
  }

  /** A structure as an element of a list. */
  element(write: () => void): void {
    this.struct(write);
  }

  /** A structure as a field. */
  field(id: number, write: () => void): void {
    this.#head(id, TYPES.struct);
    this.struct(write);
  }

  /** A whole number as a field. */
  i32(id: number, value: number): void {
    this.#head(id, TYPES.i32);
    this.number(value);
  }

  /** A whole number of up to 53 bits as a field. */
  i64(id: number, value: number): void {
    this.#head(id, TYPES.i64);
    this.number(value);
  }

  /** A text as a field. */
  text(id: number, value: string): void {
    this.#head(id, TYPES.text);
    this.string(value);
  }

  /** Bytes as a field. */
  binary(id: number, bytes: Uint8Array): void {
    this.#head(id, TYPES.text);
    this.#varint(bytes.length);
    this.#bytes.push(...bytes);
  }

  /** A truth as a field; it stands in the head. */
  truth(id: number, value: boolean): void {
    this.#head(id, value ? 1 : 2);
  }

  /** The head of a list; its elements follow. */
  list(id: number, of: keyof typeof TYPES, length: number): void {
    this.#head(id, 9);
    if (length < 15) this.#bytes.push((length << 4) | TYPES[of]);
    else {
      this.#bytes.push(0xf0 | TYPES[of]);
      this.#varint(length);
    }
  }

  /** A whole number not below 0 as an element. */
  number(value: number): void {
    this.#varint(value * 2);
  }

  /** A text as an element. */
  string(value: string): void {
    const bytes = Buffer.from(value);
    this.#varint(bytes.length);
    this.#bytes.push(...bytes);
  }

  #head(id: number, type: number): void {
    const last = this.#last.at(-1) ?? 0;
    this.#bytes.push(((id - last) << 4) | type);
    this.#last[this.#last.length - 1] = id;
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) | 128);
    this.#bytes.push(rest);
  }
}
