import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Debian packages the hardware tests profit from, in the shape scripts/setup.cjs installs them by. */
const onPath = (program: string) => () =>
  `${process.env.PATH ?? ''}${delimiter}/usr/sbin${delimiter}/sbin`
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)))
const file = (path: string) => () => existsSync(path)
const kernelWith = (part: string) => () =>
  existsSync('/lib/modules') &&
  readdirSync('/lib/modules').some(
    (version) => version.startsWith('6.12') && existsSync(`/lib/modules/${version}/${part}`),
  )

const tools = [
  { name: 'busybox-static', use: 'the first program of the virtual machine', there: file('/bin/busybox') },
  { name: 'cpio', use: 'packs what the virtual machine starts from', there: onPath('cpio') },
  { name: 'kmod', use: 'knows which kernel module needs which', there: onPath('depmod') },
  { name: 'xz-utils', use: 'unpacks kernel modules', there: onPath('xz') },
]

/** For the machine of this computer's own kind: Debian's kernel as it is, and what a module of it is compiled with. */
export const forVirtualMachine = [
  ...tools,
  { name: 'qemu-system-x86', use: 'the virtual machine', there: onPath('qemu-system-x86_64') },
  { name: 'linux-image-6.12-amd64', use: 'the kernel under test', there: kernelWith('modules.dep') },
  { name: 'linux-headers-6.12-amd64', use: 'compiles gpio-sim', there: kernelWith('build/Makefile') },
  { name: 'linux-source-6.12', use: 'the source of gpio-sim', there: file('/usr/src/linux-source-6.12.tar.xz') },
  { name: 'gcc', use: 'compiles gpio-sim', there: onPath('gcc') },
  { name: 'g++', use: 'compiles epoll for onoff', there: onPath('g++') },
  { name: 'make', use: 'compiles gpio-sim and epoll', there: onPath('make') },
  { name: 'python3', use: 'compiles epoll for onoff', there: onPath('python3') },
  {
    name: 'udev',
    use: 'device rules and serial numbers in the virtual machine',
    there: file('/lib/systemd/systemd-udevd'),
  },
]

/** For the release of a Pi on a computer of another kind. */
export const forArm64 = [
  { name: 'qemu-user-static', use: 'runs arm64 programs', there: onPath('qemu-aarch64-static') },
  { name: 'dpkg', use: 'unpacks the libraries of arm64', there: onPath('dpkg-deb') },
]

/** For a machine with a disk. */
export const forDisks = [{ name: 'e2fsprogs', use: 'makes the disk', there: onPath('mkfs.ext4') }]

/** For reading paper back. */
export const forReadingPaper = [
  { name: 'zbar-tools', use: 'reads QR codes back', there: onPath('zbarimg') },
  { name: 'tesseract-ocr', use: 'reads slips back', there: onPath('tesseract') },
  {
    name: 'tesseract-ocr-vie',
    use: 'reads Vietnamese back',
    there: () =>
      existsSync('/usr/share/tesseract-ocr') &&
      readdirSync('/usr/share/tesseract-ocr').some((version) =>
        existsSync(`/usr/share/tesseract-ocr/${version}/tessdata/vie.traineddata`),
      ),
  },
]

/** For serial lines without a cable. */
export const forSerialLines = [{ name: 'socat', use: 'makes pairs of pseudo-terminals', there: onPath('socat') }]
