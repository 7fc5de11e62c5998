// Estimates the server's clock from pongs. Owns the samples; knows nothing of sockets.

const KEPT = 8; // Few enough that a clock which was set by hand is forgotten within some pings.

export class ServerClock {
  private samples: { rtt: number; ahead: number }[] = [];
  private ahead = 0;

  /** The lowest round trip among the kept samples, ms; undefined before the first pong. */
  rtt: number | undefined;

  /** A first guess, from a frame that says the server's time (Unix ms). Any measured sample is better than it. */
  hint(server: number): void {
    if (this.rtt === undefined) this.ahead = server - Date.now();
  }

  /** A pong: when the ping was sent and the pong came (this device's ms), and the server's time between the two. */
  sample(sent: number, got: number, server: number): void {
    const rtt = Math.max(0, got - sent);
    this.samples = [...this.samples, { rtt, ahead: server - (sent + got) / 2 }].slice(-KEPT);
    const best = this.samples.reduce((a, b) => (b.rtt < a.rtt ? b : a));
    this.rtt = best.rtt;
    this.ahead = best.ahead;
  }

  /** Forget the samples: the device may have slept, or had its clock set. The estimate stands until the next one. */
  restart(): void {
    this.samples = [];
    this.rtt = undefined;
  }

  /** The server's time now, Unix ms. */
  now(): number {
    return Date.now() + this.ahead;
  }
}
