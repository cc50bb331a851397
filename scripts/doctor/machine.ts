import { spawnSync } from 'node:child_process'
import { type Finding, fault, note, ok } from './finding.ts'
import { type KernelFiles, kernelFiles } from './sysfs.ts'

// The processor slows down from 80 °C on, and a box without air reaches that in a hot season.
const HOT = 75
const RTC_OFF_S = 120

/** How the computer itself is: power, heat, card, clock. What a machine does not tell is not guessed. */
export async function machine(root = '/'): Promise<Finding[]> {
  const files = kernelFiles(root)
  const model = files.read('proc/device-tree/model') ?? files.read('sys/class/dmi/id/product_name')
  return [
    ok('computer', model ?? 'a computer that does not tell its name'),
    ...power(files),
    ...heat(files),
    ...disks(files),
    network(),
    batteryClock(files),
  ]
}

/** Bits of the firmware's `get_throttled`: 0 too little voltage now, 2 slowed down now; 16 and 18 the same since the start. */
function power(files: KernelFiles): Finding[] {
  const firmware = files.find('sys/devices/platform/soc*/*firmware*/get_throttled')[0]
  const said = firmware === undefined ? null : files.read(firmware)
  const bits = said === null ? null : Number.parseInt(said.replace(/^0x/, ''), 16)
  const sensor = files.find('sys/class/hwmon/*/name').find((name) => files.read(name) === 'rpi_volt')
  const alarm = sensor === undefined ? null : files.number(sensor.replace(/name$/, 'in0_lcrit_alarm'))
  if ((bits === null || Number.isNaN(bits)) && alarm === null) return []
  const has = (bit: number) => bits !== null && (bits & (1 << bit)) !== 0
  const toDo = 'Use the maker’s own power supply and a short thick cable; take USB devices to a hub with its own power.'
  if (alarm === 1 || has(0)) return [fault('power', 'too little voltage, just now', toDo)]
  if (has(16)) return [note('power', 'there was too little voltage since the last start', toDo)]
  if (has(2) || has(18)) return [note('power', 'the processor was slowed down', 'Give the box air, or a fan.')]
  return [ok('power', 'enough voltage since the last start')]
}

function heat(files: KernelFiles): Finding[] {
  const thousandths = files.number('sys/class/thermal/thermal_zone0/temp')
  if (thousandths === null) return []
  const degrees = Math.round(thousandths / 1_000)
  if (degrees < HOT) return [ok('heat', `${degrees} °C`)]
  return [note('heat', `${degrees} °C`, 'Give the box air or a fan, and take it out of the sun.')]
}

/** The card or disk: writable, without errors the file system has met, and not near the end of its life. */
function disks(files: KernelFiles): Finding[] {
  const findings: Finding[] = []
  const copyNow = 'Copy the data folder away today, and put a new card in.'
  const mounts = (files.read('proc/mounts') ?? '').split('\n').map((line) => line.split(' '))
  for (const [from = '', where = '', kind, options = ''] of mounts) {
    if (!/^(ext4|f2fs|btrfs|xfs)$/.test(kind ?? '') || !from.startsWith('/dev/')) continue
    const isReadOnly = options.split(',').includes('ro')
    // A root that is meant to be read-only says so in fstab; one that became it has met an error.
    const isMeant = new RegExp(`^\\S+\\s+${where}\\s+\\S+\\s+(\\S*,)?ro[,\\s]`, 'm').test(files.read('etc/fstab') ?? '')
    if (isReadOnly && !isMeant) findings.push(fault('card', `${where} has become read-only`, copyNow))
  }
  for (const file of files.find('sys/fs/ext4/*/errors_count')) {
    const errors = files.number(file) ?? 0
    const disk = file.split('/').at(-2)
    if (errors > 0) findings.push(fault('card', `the file system on ${disk} has met ${errors} errors`, copyNow))
  }
  for (const file of files.find('sys/block/*/device/life_time')) {
    // JEDEC: 0x01 is up to 10 % used, 0x0B is past its end; the larger of the two figures counts.
    const used = Math.max(...(files.read(file) ?? '0x0').split(/\s+/).map((part) => Number.parseInt(part, 16) || 0))
    const disk = file.split('/')[2]
    if (used >= 0x0a) findings.push(fault('card', `${disk} has used up its life`, copyNow))
    else if (used >= 8) findings.push(note('card', `${disk} has used ${used * 10} % of its life`, 'Order a new one.'))
  }
  if (findings.length > 0) return findings
  const cards = files.find('sys/block/mmcblk*/device/name').map((file) => files.read(file) ?? '')
  const found = cards.length > 0 ? `${cards.join(', ')}: no errors met` : 'no errors met'
  return [ok('card', found)]
}

function network(): Finding {
  const asked = spawnSync('timedatectl', ['show', '--property=NTPSynchronized', '--value'], {
    encoding: 'utf8',
    timeout: 5_000,
  })
  const said = asked.stdout?.trim()
  if (said === 'yes') return ok('time server', 'the clock is kept by the network')
  const why =
    said === 'no'
      ? 'the clock is not kept by the network'
      : 'this machine does not say whether the network keeps its clock'
  return note(
    'time server',
    why,
    'Without a network that is usual; then compare the clock with a telephone once a week.',
  )
}

/** The clock with a battery, without which a hub that was cut off wakes up in the past. */
function batteryClock(files: KernelFiles): Finding {
  const part = 'battery clock'
  const seconds = files.number('sys/class/rtc/rtc0/since_epoch')
  if (seconds === null) {
    return note(
      part,
      'there is none',
      'Add a clock module (DS3231); a Pi 5 only needs its battery. Until then: the network’s time.',
    )
  }
  const off = Math.round(seconds - Date.now() / 1_000)
  const name = files.read('sys/class/rtc/rtc0/name') ?? 'rtc0'
  if (Math.abs(off) <= RTC_OFF_S) return ok(part, `${name}, as the system's clock`)
  const how = `${name} is ${Math.abs(off)} s ${off < 0 ? 'behind' : 'ahead of'} the system's clock`
  return note(
    part,
    how,
    'Set the clock right, then: sudo hwclock --systohc. If it comes back wrong, change the battery.',
  )
}
