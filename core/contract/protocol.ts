/** Raised whenever an old screen could misread a new hub, or the other way round. See CHANGES.md. */
export const PROTOCOL = 4
