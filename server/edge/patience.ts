/** How long both doors, the plain one and the one over TLS, wait for a request. */
export const PATIENCE = {
  // A client that dribbles its headers does not hold a connection for long.
  headersTimeout: 15_000,
  // A film of 64 MB over 10 Mbit/s.
  requestTimeout: 60_000,
  // Node looks every thirty seconds for what has grown old: slow headers would last three times as long.
  connectionsCheckingInterval: 5_000,
} as const
