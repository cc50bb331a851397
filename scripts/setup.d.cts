/** Types of setup.cjs, which is plain JavaScript because it runs before there is a Node that reads TypeScript. */
interface DebianPackage {
  name: string
  use: string
  there(): boolean
}

export class Trouble extends Error {}
export const root: string
export const packages: Record<
  | 'espeak'
  | 'chromium'
  | 'zbar'
  | 'tesseract'
  | 'vietnamese'
  | 'postgres'
  | 'python'
  | 'socat'
  | 'shellcheck'
  | 'nft'
  | 'xvfb'
  | 'xdotool'
  | 'imagemagick'
  | 'xwininfo'
  | 'sway'
  | 'alsa',
  DebianPackage
>
export function rightNode(): Promise<string>
export function dependencies(node: string, options: { omitDev: boolean }): Promise<void>
export function apps(node: string): Promise<void>
/** Resolves to the names of the packages that are still missing. */
export function debian(wanted: DebianPackage[], options?: { again?: boolean }): Promise<string[]>
export function stripped(node: string): Promise<void>
export function handOver(node: string, script: string, args: string[], flags?: string[]): void
export function orSayWhy(body: () => Promise<void>): void
export function say(line: string): void
