/** One of the ward's officers, as their colleagues know them. */
export interface Officer {
  readonly id: string
  readonly name: string
  readonly counter: string
  /** How much longer than usual a service takes here. */
  readonly pace: number
  /** Of a hundred who answer, how many are satisfied. */
  readonly pleases: number
  /** Minutes after the session's beginning that the counter opens, on most days; below zero is early. */
  readonly comesAfter: number
}

/** Different enough that a fair ranking must find it. */
export const OFFICERS: readonly Officer[] = [
  { id: 'an', name: 'Nguyễn Thị An', counter: 'quay-1', pace: 0.9, pleases: 97, comesAfter: -4 },
  { id: 'binh', name: 'Trần Văn Bình', counter: 'quay-2', pace: 1, pleases: 93, comesAfter: -2 },
  { id: 'chi', name: 'Lê Thị Chi', counter: 'quay-3', pace: 1.1, pleases: 95, comesAfter: -3 },
  { id: 'dung', name: 'Phạm Văn Dũng', counter: 'quay-4', pace: 1.3, pleases: 80, comesAfter: 6 },
  { id: 'giang', name: 'Hoàng Thị Giang', counter: 'quay-5', pace: 1, pleases: 90, comesAfter: -1 },
  { id: 'hai', name: 'Vũ Văn Hải', counter: 'quay-6', pace: 1.6, pleases: 60, comesAfter: 15 },
]
