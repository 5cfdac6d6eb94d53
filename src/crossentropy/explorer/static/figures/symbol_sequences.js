// The computations of crossentropy/figures/_symbol_sequences.py.
{
  const SHARES = linspace(0, 1, 201);
  const SHANNON = SHARES.map((share) => entropy([share, 1 - share]) / LN2);

  /** log2 C(n, k) for k = 0 ... n, kept for the last n asked for. @param {number} n */
  function log2Counts(n) {
    if (log2Counts.n !== n) {
      const counts = new Array(n + 1);
      counts[0] = 0;
      for (let k = 1; k <= n; k++) counts[k] = counts[k - 1] + Math.log2((n - k + 1) / k);
      log2Counts.n = n;
      log2Counts.counts = counts;
    }
    return log2Counts.counts;
  }
  log2Counts.n = 0;
  /** @type {number[]} */
  log2Counts.counts = [];

  /** @param {number} n @param {number} share */
  function onesOf(n, share) {
    return Math.floor(share * n + 0.5);
  }

  figures["symbol-sequences"] = {
    curves({ n, share }) {
      const counts = log2Counts(n);
      const k = [...new Set(SHARES.map((each) => onesOf(n, each)))];
      const mine = onesOf(n, share);
      const at = mine / n;
      return {
        H: { x: SHARES, y: SHANNON },
        counted: { x: k.map((each) => each / n), y: k.map((each) => counts[each] / n) },
        gap: { x: [at, at], y: [counts[mine] / n, entropy([at, 1 - at]) / LN2] },
        point: { x: [at], y: [counts[mine] / n] },
      };
    },
    readouts({ n, share }) {
      const ones = onesOf(n, share);
      const counted = log2Counts(n)[ones] / n;
      const limit = entropy([ones / n, 1 - ones / n]) / LN2;
      return { ones, counted, H: limit, gap: limit - counted };
    },
    sentence({ n, share }) {
      const { ones, counted, H } = this.readouts({ n, share });
      const digits = log2Counts(n)[ones] * Math.log10(2);
      return `About 10^${shown(digits, 1)} sequences of ${n} symbols have exactly ${ones} ones. Telling which one it is ` +
        `takes ${shown(counted, 6)} bit per symbol; Shannon's entropy of that share is ${shown(H, 6)} bit.`;
    },
  };
}
