/** What stands in the hall: its devices, and which printer each kiosk uses. */
export interface Hall {
  readonly devices: readonly DeviceSettings[]
  readonly kiosks: readonly KioskSettings[]
  readonly voice: VoiceSettings
}

export interface DeviceSettings {
  readonly id: string
  readonly name: string
  /** A row of drivers/catalog.ts. */
  readonly driver: string
  /** In the shape the driver's own schema asks for. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Keypads, buttons and lamps belong to a counter. */
  readonly counter?: string
  /** Printers: the paper's width in dots, 384 for 58 mm and 576 for 80 mm. */
  readonly dots?: 384 | 512 | 576
}

export interface KioskSettings {
  /** The id in the kiosk's address; '*' stands for every kiosk not named. */
  readonly id: string
  readonly printer: string | null
}

export interface VoiceSettings {
  readonly language: 'vi' | 'en' | 'vi+en'
  readonly form: 'polite' | 'short'
}

/** The printer a kiosk's slips go to, or null when it has none. */
export function printerOf(hall: Hall, kiosk: string | null): string | null {
  const own = hall.kiosks.find((one) => one.id === kiosk) ?? hall.kiosks.find((one) => one.id === '*')
  return own?.printer ?? null
}

/** How wide a printer's paper is, in dots; 80 mm unless the hall says otherwise. */
export function dotsOf(hall: Hall, printer: string): 384 | 512 | 576 {
  return hall.devices.find((device) => device.id === printer)?.dots ?? 576
}
