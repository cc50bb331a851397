import { svg, type TemplateResult } from 'lit'

/**
 * Our own icon set, drawn on a 24 × 24 grid with a 2-unit round pen.
 *
 * A dot is a filled circle (class "dot"); everything else is a stroke. Icons stand beside words, never instead of them.
 */
export const icons = {
  ticket: svg`<path d="M4 6h16v4a2 2 0 0 0 0 4v4H4v-4a2 2 0 0 0 0-4z"/><path d="M10 9v6M14 9v6"/>`,
  speaker: svg`<path d="M4 9v6h4l5 4V5L8 9z"/><path d="M16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"/>`,
  'speaker-off': svg`<path d="M4 9v6h4l5 4V5L8 9z"/><path d="m17 9.5 5 5M22 9.5l-5 5"/>`,
  back: svg`<path d="M20 12H5M11 6l-6 6 6 6"/>`,
  next: svg`<path d="M4 12h15M13 6l6 6-6 6"/>`,
  earlier: svg`<path d="m4.5 15.500 7.5-7.500 7.5 7.500"/>`,
  later: svg`<path d="m4.5 8.500 7.5 7.500 7.5-7.500"/>`,
  home: svg`<path d="m3 11 9-7 9 7M6 9v11h12V9"/><path d="M10 20v-6h4v6"/>`,
  language: svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5.3 5-5.3 13 0 18M12 3c5.3 5 5.3 13 0 18"/>`,
  contrast: svg`<circle cx="12" cy="12" r="9"/><path class="full" d="M12 3a9 9 0 0 1 0 18z"/>`,
  'text-size': svg`<path d="m2 19 5.5-14L13 19M4 14h7"/><path d="m14.5 19 3.5-8 3.5 8M15.8 16.2h4.4"/>`,
  'low-reach': svg`<path d="M4 3h16M12 6v8M8 10.5l4 4 4-4"/><path d="M5 21h14M5 21v-3M19 21v-3"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>`,
  papers: svg`<path d="M8 7V3h8l4 4v10h-4"/><path d="M4 7h8l4 4v10H4z"/><path d="M7.5 14h5M7.5 17.5h5"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l4 2.5"/>`,
  fee: svg`<rect x="2.5" y="6" width="19" height="12" rx="1.5"/><circle cx="12" cy="12" r="2.8"/><path d="M6 9.5v5M18 9.5v5"/>`,
  place: svg`<path d="M12 21.5c-4.5-5-7-8.5-7-12a7 7 0 0 1 14 0c0 3.5-2.5 7-7 12z"/><circle cx="12" cy="9.5" r="2.5"/>`,
  person: svg`<circle cx="12" cy="7.5" r="4"/><path d="M4 21c.5-5 3.5-7 8-7s7.5 2 8 7"/>`,
  people: svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.4-4.5 2.8-6 6.5-6s6.1 1.5 6.5 6"/><path d="M15.5 5a3.3 3.3 0 0 1 0 6M17.5 14.300c2.5.6 3.8 2.3 4 5.7"/>`,
  elderly: svg`<circle cx="10" cy="4.5" r="2.3"/><path d="M10 21v-5l-2-2.5 1-5.500c3 .3 3.5 3 6 4M8.5 13.5 6 21M12.5 21l-.8-4-1.7-2"/><path d="M17.5 21v-8a1.7 1.7 0 0 0-3.3-.6"/>`,
  disabled: svg`<circle cx="10" cy="4" r="2"/><path d="M10 8v6h5.500l2.5 5.5 2-.8M10 10.500h4.5"/><path d="M7.5 11.800a5 5 0 1 0 6.8 6.2"/>`,
  pregnant: svg`<circle cx="11" cy="4.5" r="2.3"/><path d="M11 21v-5M9.5 8.500c-1.7 2-2 5-1.7 7.500h4.700c3.8 0 4.3-5 .5-5.500L12 8.500M9 16v5"/>`,
  child: svg`<circle cx="12" cy="6" r="3"/><path d="M12 11v5M7 10c1.5 1.5 3 2 5 2s3.5-.5 5-2M12 16l-3 5M12 16l3 5"/>`,
  baby: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.500c-1.5 1.5-.5 3.3 1.5 3"/><circle class="dot" cx="9" cy="11.5" r="1.1"/><circle class="dot" cx="15" cy="11.5" r="1.1"/><path d="M9.5 15.500c1.5 1.3 3.5 1.3 5 0"/>`,
  merit: svg`<path d="M7 2.5v5M17 2.5v5M7 2.5h10M12 2.5v4"/><path class="full" d="m12 7.5 2.200 4.5 4.900.7-3.5 3.5.8 4.900-4.400-2.300-4.400 2.300.8-4.900-3.5-3.5 4.900-.7z"/>`,
  check: svg`<path d="m4 12.5 5.5 5.500L20 7"/>`,
  cross: svg`<path d="M5.5 5.500l13 13M18.5 5.500l-13 13"/>`,
  pause: svg`<path d="M8.5 5v14M15.5 5v14"/>`,
  play: svg`<path d="M7 4.500v15l12-7.500z"/>`,
  recall: svg`<path d="M5.5 17h13c-1.5-1.5-2-3-2-7a4.5 4.5 0 0 0-9 0c0 4-.5 5.5-2 7zM10 20.500a2.2 2.2 0 0 0 4 0M12 5.500V3"/>`,
  park: svg`<rect x="3.5" y="3.5" width="17" height="17" rx="3"/><path d="M9.5 17.500v-11h3.500a3.3 3.3 0 0 1 0 6.600H9.5"/>`,
  transfer: svg`<path d="M3 8h16M15 4l4 4-4 4M21 16H5M9 12l-4 4 4 4"/>`,
  star: svg`<path d="m12 3 2.8 5.8 6.2.9-4.5 4.4 1.1 6.300L12 17.400l-5.6 3 1.1-6.300L3 9.700l6.2-.9z"/>`,
  'face-very-good': svg`<circle cx="12" cy="12" r="9"/><path d="M7.5 9.800c.6-1.2 2.2-1.2 2.8 0M13.7 9.800c.6-1.2 2.2-1.2 2.8 0M7.2 13.500h9.600c-.5 5-9.1 5-9.6 0z"/>`,
  'face-good': svg`<circle cx="12" cy="12" r="9"/><circle class="dot" cx="8.8" cy="9.7" r="1.2"/><circle class="dot" cx="15.2" cy="9.7" r="1.2"/><path d="M8 14.300c2 2.3 6 2.3 8 0"/>`,
  'face-plain': svg`<circle cx="12" cy="12" r="9"/><circle class="dot" cx="8.8" cy="9.7" r="1.2"/><circle class="dot" cx="15.2" cy="9.7" r="1.2"/><path d="M8.5 15.300h7"/>`,
  'face-bad': svg`<circle cx="12" cy="12" r="9"/><circle class="dot" cx="8.8" cy="9.7" r="1.2"/><circle class="dot" cx="15.2" cy="9.7" r="1.2"/><path d="M8 16.500c2-2.3 6-2.3 8 0"/>`,
  printer: svg`<path d="M7 8V3h10v5M7 17H3V8h18v9h-4"/><path d="M7 14h10v7H7z"/>`,
  'printer-off': svg`<path d="M9 3h8v5M13 8h8v9h-3M7 6v2H3v9h4M7 14v7h10v-4M7 14h6"/><path d="m3 3 18 18"/>`,
  'cable-off': svg`<path d="M2 15h4.500a3 3 0 0 0 3-3 3 3 0 0 1 1-2.200M22 9h-4.500a3 3 0 0 0-3 3 3 3 0 0 1-1 2.2"/><path d="m9.5 4 1.2 2.500M14.5 20l-1.2-2.500M6 5.500l2 2M18 18.500l-2-2"/>`,
  cable: svg`<path d="M2 15h5a3 3 0 0 0 3-3 3 3 0 0 1 3-3h3"/><path d="M16 6v6h3a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2zM21 9h1.500"/>`,
  keypad: svg`<rect x="4.500" y="2.500" width="15" height="19" rx="2"/><path d="M8 6.500h8"/><circle class="dot" cx="8.500" cy="11" r="1.2"/><circle class="dot" cx="12" cy="11" r="1.2"/><circle class="dot" cx="15.500" cy="11" r="1.2"/><circle class="dot" cx="8.500" cy="14.500" r="1.2"/><circle class="dot" cx="12" cy="14.500" r="1.2"/><circle class="dot" cx="15.500" cy="14.500" r="1.2"/><circle class="dot" cx="12" cy="18" r="1.2"/>`,
  scanner: svg`<path d="M3 8V4h4M17 4h4v4M21 16v4h-4M7 20H3v-4"/><path d="M7.500 8.500v7M10.500 8.500v7M13.500 8.500v7M16.500 8.500v7"/>`,
  lamp: svg`<path d="M9 18h6M10 21h4"/><path d="M9 18c0-2.500-3-4-3-8a6 6 0 0 1 12 0c0 4-3 5.500-3 8"/>`,
  sign: svg`<rect x="2.500" y="5.500" width="19" height="10" rx="1.5"/><path d="M7 5.500V2.500M17 5.500V2.500M7.500 8.500v4M11 8.500h2.500v4H11zM17 8.500v4"/><path d="M8 19.500h8"/>`,
  question: svg`<circle cx="12" cy="12" r="9"/><path d="M9.300 9.500a2.800 2.800 0 1 1 4 2.600c-.9.5-1.300 1-1.300 2"/><circle class="dot" cx="12" cy="17" r="1.2"/>`,
  warning: svg`<path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5"/><circle class="dot" cx="12" cy="17.3" r="1.2"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v6"/><circle class="dot" cx="12" cy="7.5" r="1.2"/>`,
  qr: svg`<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2.500M14 20h2.500M20 20h-.5M17.5 17.500h.5"/>`,
  key: svg`<circle cx="7.5" cy="15.5" r="4.5"/><path d="m10.8 12.2 9.2-9.200M16 7l3.5 3.500M13.5 9.500l2 2"/>`,
  list: svg`<path d="M9 6h12M9 12h12M9 18h12"/><circle class="dot" cx="4" cy="6" r="1.3"/><circle class="dot" cx="4" cy="12" r="1.3"/><circle class="dot" cx="4" cy="18" r="1.3"/>`,
  menu: svg`<path d="M3.5 6h17M3.5 12h17M3.5 18h17"/>`,
  phone: svg`<rect x="6.5" y="2.5" width="11" height="19" rx="2.5"/><path d="M10.5 18.500h3"/>`,
  refresh: svg`<path d="M19.500 9a8 8 0 1 0 .5 3"/><path d="M20 3.500V9h-5.500"/>`,
  undo: svg`<path d="M8.5 4 4 8.5 8.5 13M4 8.500h10a6 6 0 0 1 0 12H8"/>`,
} satisfies Record<string, TemplateResult<2>>

export type IconName = keyof typeof icons

/** Tells whether we have a drawing of that name: settings may ask for one we never drew. */
export function isIcon(name: string): name is IconName {
  return Object.hasOwn(icons, name)
}
