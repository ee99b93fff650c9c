// nativeImage: a picture as PNG bytes, which is all that a captured page is asked for.

export class NativeImage {
  #png;

  /** @param {Buffer} png */
  constructor(png) {
    this.#png = png;
  }

  toPNG() {
    return this.#png;
  }

  isEmpty() {
    return this.#png.length === 0;
  }

  /** Width and height stand in the first chunk of every PNG. */
  getSize() {
    if (this.isEmpty()) return { width: 0, height: 0 };
    return { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) };
  }

  toDataURL() {
    return `data:image/png;base64,${this.#png.toString('base64')}`;
  }
}
