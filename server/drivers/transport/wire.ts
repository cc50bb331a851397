/**
 * A wire carries bytes both ways to one device until either side lets go.
 *
 * A transport opens a wire for each visit to the printer and lets go afterwards: most network printers serve one
 * connection at a time and drop an idle one, and a USB printer that was unplugged comes back under the same name.
 */
export interface Wire {
  /** Settles when the bytes have left our hands (not: when the printer has read them); rejects with what broke. */
  write(bytes: Uint8Array): Promise<void>
  /** Bytes from the device, at any time. One listener; bytes that came before it are kept for it. */
  onBytes(listener: (bytes: Uint8Array) => void): void
  /** Settles once nothing more can come: the other side let go, or the wire broke. Never rejects. */
  readonly ended: Promise<void>
  /** Says "that was all" and waits, at most so long, for the other side to say it too. */
  finish(atMostMs: number): Promise<void>
  /** Lets go at once; bytes still on our side are thrown away so that no half slip comes out tomorrow. */
  cut(): void
}

/** Opens a wire or throws a `DeviceFault`. */
export interface Transport {
  open(): Promise<Wire>
}
