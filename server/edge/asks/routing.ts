import type { Ask } from '../ask.ts'

/** Where a ticket goes next: further services, a priority confirmed, a desk that calls by itself. */
export const ROUTING_ASKS: readonly Ask[] = []
