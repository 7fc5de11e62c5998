// SHAKE128 (FIPS 202), the stream under which a picture is sealed until its question is asked. A page over plain http
// has no `crypto.subtle`, which has no SHAKE either. Pure; knows no pictures.

const RATE = 168;
/** The round constants, low half and high half of each. */
const CONSTANTS = new Int32Array(48);
let lfsr = 1;
for (let round = 0; round < 24; round++) {
  for (let j = 0; j < 7; j++) {
    const bit = (1 << j) - 1;
    if (lfsr & 1) CONSTANTS[2 * round + (bit >> 5)]! ^= 1 << (bit & 31);
    lfsr = lfsr & 0x80 ? (lfsr << 1) ^ 0x171 : lfsr << 1;
  }
}

/** Keccak-f[1600] in place: 25 lanes of 64 bits, each as two halves, the low one first. */
function permute(s: Int32Array): void {
  const c = new Int32Array(10);
  const row = new Int32Array(10);
  for (let round = 0; round < 24; round++) {
    for (let i = 0; i < 10; i++) c[i] = s[i]! ^ s[i + 10]! ^ s[i + 20]! ^ s[i + 30]! ^ s[i + 40]!;
    for (let x = 0; x < 5; x++) {
      const [low, high] = [c[((x + 1) % 5) * 2]!, c[((x + 1) % 5) * 2 + 1]!];
      const d = c[((x + 4) % 5) * 2]! ^ ((low << 1) | (high >>> 31));
      const e = c[((x + 4) % 5) * 2 + 1]! ^ ((high << 1) | (low >>> 31));
      for (let i = x * 2; i < 50; i += 10) {
        s[i]! ^= d;
        s[i + 1]! ^= e;
      }
    }
    let [x, y, low, high] = [1, 0, s[2]!, s[3]!];
    for (let t = 0; t < 24; t++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const at = (x + 5 * y) * 2;
      const by = ((t + 1) * (t + 2) / 2) & 63;
      if (by & 32) [low, high] = [high, low];
      const n = by & 31;
      const [a, b] = n ? [(low << n) | (high >>> (32 - n)), (high << n) | (low >>> (32 - n))] : [low, high];
      [low, high] = [s[at]!, s[at + 1]!];
      s[at] = a;
      s[at + 1] = b;
    }
    for (let i = 0; i < 50; i += 10) {
      row.set(s.subarray(i, i + 10));
      for (let j = 0; j < 10; j++) s[i + j] = row[j]! ^ (~row[(j + 2) % 10]! & row[(j + 4) % 10]!);
    }
    s[0]! ^= CONSTANTS[2 * round]!;
    s[1]! ^= CONSTANTS[2 * round + 1]!;
  }
}

/** Covers or uncovers `bytes` in place with the stream of `key`, which is shorter than one block. */
export function cover(bytes: Uint8Array, key: string): void {
  const state = new Int32Array(50);
  const block = new Uint8Array(state.buffer); // Low byte first, as on every phone.
  block.set(new TextEncoder().encode(key));
  block[key.length]! ^= 0x1f;
  block[RATE - 1]! ^= 0x80;
  for (let at = 0; at < bytes.length; at += RATE) {
    permute(state);
    for (let i = Math.min(RATE, bytes.length - at) - 1; i >= 0; i--) bytes[at + i]! ^= block[i]!;
  }
}
