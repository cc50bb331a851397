// The package brings no types. Only what the codec uses is declared: the rest of it stays out of reach on purpose.
declare module 'escpos' {
  export interface Raster {
    width: number
    height: number
    data: Buffer
  }
  export class Image {
    toRaster(): Raster
  }
  export class Printer {
    constructor(adapter: object)
    buffer: { flush(): Buffer }
    hardware(what: 'init'): this
    raster(image: Image): this
  }
  const escpos: { Printer: typeof Printer; Image: typeof Image }
  export default escpos
}
