/**
 * Makes an id for a command or a ticket, before the hub has heard of it: so a retry is the same command.
 *
 * Not `crypto.randomUUID`: browsers keep that from pages on plain http, which is what a hall's own network speaks.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
