import type { HallScreens, ScreenPlace, ScreenState } from '#core/contract/screens.ts'
import type { Text } from '#core/contract/shapes.ts'
import type { Queue } from '#core/domain/queue.ts'
import type { Who } from '../edge/who.ts'
import type { ScreenData, Screens } from '../screens.ts'
import { addressOfPlace, newestBuild } from './addresses.ts'
import type { ScreenRecord } from './book.ts'
import type { Heard, PairingRoom } from './room.ts'

/** Every screen and what to do about it, as staff are told. */
export function hallScreensOf(parts: {
  pairing: PairingRoom
  screens: Pick<Screens, 'present'>
  paper: (kiosk: string) => { state: string; message: Text | null }
  queue: () => Queue
  now: () => number
  version: string
  appsFolder: string
}): (who: Who) => HallScreens {
  const { pairing, queue } = parts
  return (who) => {
    const present = parts.screens.present()
    const newest = { kiosk: newestBuild(parts.appsFolder, 'kiosk'), display: newestBuild(parts.appsFolder, 'display') }

    function told(place: ScreenPlace, state: ScreenState) {
      const paper = place.what === 'kiosk' ? parts.paper(place.screen) : null
      return { place, state, ...SENTENCES[state], paper: paper && { state: paper.state, message: paper.message } }
    }

    function stateOf(place: ScreenPlace, isHere: boolean, heard: Heard | null): ScreenState {
      if (!isHere) return 'away'
      const app = addressOfPlace(place).path.startsWith('/kiosk') ? 'kiosk' : 'display'
      const isBehind = heard?.rev != null && heard.seqBefore !== null && heard.rev < heard.seqBefore
      if (isBehind) return 'behind'
      return heard && newest[app] !== null && heard.build !== newest[app] ? 'old-page' : 'well'
    }

    function paired(record: ScreenRecord): HallScreens['screens'][number] {
      const { id, name, place, pairedAt } = record
      const heard = pairing.heard(id)
      const isHere = present.some(({ pairing: theirs }) => theirs === id)
      const state = record.state === 'paired' ? stateOf(place, isHere, heard) : record.state
      return {
        ...told(place, state === 'revoked' ? 'away' : state),
        id,
        name,
        isOwn: false,
        address: heard?.address ?? record.address,
        build: heard?.build ?? record.build,
        seenAt: isHere ? parts.now() : (heard?.at ?? record.seenAt),
        sinceAt: pairedAt,
      }
    }

    function own(data: ScreenData): HallScreens['screens'][number] {
      const place = placeOf(data)
      const heard = pairing.own().find(({ wants }) => wants.includes(`id=${data.screen}`)) ?? null
      return {
        ...told(place, stateOf(place, true, heard)),
        id: data.screen,
        name: data.screen,
        isOwn: true,
        address: null,
        build: heard?.build ?? null,
        seenAt: parts.now(),
        sinceAt: null,
      }
    }

    const isPublic = ({ audience, pairing: theirs }: ScreenData) =>
      theirs === undefined && (audience === 'kiosk' || audience === 'rating' || audience === 'display')
    return {
      hub: { version: parts.version },
      screens: [...pairing.records().map(paired), ...present.filter(isPublic).map(own)],
      waiting:
        who.role !== 'admin'
          ? []
          : pairing.waiting().map(({ id, code, address, wants, sinceAt, was }) => ({
              id,
              code,
              address,
              wants,
              sinceAt,
              was: was?.name ?? null,
            })),
      counters: queue().office.counters.map(({ id, label }) => ({ id, label })),
    }
  }
}

function placeOf({ audience, screen, counter }: ScreenData): ScreenPlace {
  if (audience === 'kiosk') return { what: 'kiosk', screen }
  if (audience === 'rating' && counter !== null) return { what: 'rating', screen, counter }
  return counter === null ? { what: 'board', screen } : { what: 'sign', screen, counter }
}

const SENTENCES: Record<ScreenState, { sentence: Text; whatToDo: Text | null }> = {
  well: { sentence: { vi: 'Đang kết nối.', en: 'Connected.' }, whatToDo: null },
  away: {
    sentence: { vi: 'Mất kết nối.', en: 'Not connected.' },
    whatToDo: {
      vi: 'Kiểm tra nguồn điện, dây mạng và màn hình. Có điện lại, trang tự mở; không cần ghép lại.',
      en: 'Check its power, its network cable and the screen. It comes back by itself and needs no new code.',
    },
  },
  behind: {
    sentence: { vi: 'Hình trên màn hình đã cũ.', en: 'What it shows is old.' },
    whatToDo: {
      vi: 'Tắt rồi bật lại màn hình đó. Nếu vẫn cũ, kiểm tra dây mạng.',
      en: 'Switch that screen off and on. If it stays, check its network cable.',
    },
  },
  'old-page': {
    sentence: { vi: 'Đang kết nối, nhưng trang thuộc bản cũ.', en: 'Connected, with a page of an older release.' },
    whatToDo: {
      vi: 'Tắt rồi bật lại màn hình vào giờ nghỉ để nhận bản mới.',
      en: 'Switch it off and on at the next break to get the new one.',
    },
  },
  suspended: {
    sentence: {
      vi: 'Khóa của màn hình này bị dùng ở hai nơi. Cả hai đã bị ngắt.',
      en: 'The key of this screen was used in two places. Both were cut.',
    },
    whatToDo: {
      vi: 'Đến tận màn hình thật, so mã trên đó rồi duyệt lại và chọn thay cho màn hình này. Hỏi xem ai đã chép khóa.',
      en: 'Go to the real screen, compare its code and approve it in place of this one. Find out who copied the key.',
    },
  },
  invited: {
    sentence: { vi: 'Đã có đường dẫn, chưa ai mở.', en: 'Its address was made, and not opened yet.' },
    whatToDo: {
      vi: 'Mở đường dẫn đã cấp trên màn hình đó. Quá 24 giờ thì bỏ và tạo lại.',
      en: 'Open that address on the screen. After 24 hours take it out and make another.',
    },
  },
}
