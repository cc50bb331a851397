/**
 * Measures a page from inside, through every shadow root; test/kit/browser.ts puts it into each page it opens.
 *
 * Plain JavaScript, because it runs in the page while everything around it is typed for Node. All lengths are CSS px.
 */
;(() => {
  if (globalThis.luotMeasure) return

  let shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value
  }).observe({ type: 'layout-shift', buffered: true })

  const above = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null

  function ancestors(node) {
    const list = []
    for (let each = node; each instanceof Element; each = above(each)) list.push(each)
    return list
  }

  function everyElement(root = document.documentElement) {
    const list = []
    const visit = (element) => {
      list.push(element)
      for (const child of element.shadowRoot?.children ?? []) visit(child)
      for (const child of element.children) visit(child)
    }
    visit(root)
    return list
  }

  // Text for screen readers only is squeezed into a pixel or cut away; nobody has to see it.
  function isSeen(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    return !ancestors(element).some((each) => {
      const box = each.getBoundingClientRect()
      const style = getComputedStyle(each)
      const cut = style.overflow !== 'visible' && (box.width <= 2 || box.height <= 2)
      return cut || style.clipPath === 'inset(50%)' || style.clip === 'rect(0px, 0px, 0px, 0px)'
    })
  }

  function nameOf(element) {
    const text = element.getAttribute('aria-label') || element.innerText || element.value || ''
    const words = text.trim().replace(/\s+/g, ' ').slice(0, 40)
    return `<${element.localName}${element.id ? `#${element.id}` : ''}>${words ? ` “${words}”` : ''}`
  }

  const box = ({ left, top, right, bottom, width, height }) => ({ left, top, right, bottom, width, height })

  const touchable =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [onclick], [tabindex]:not([tabindex^="-"]), ' +
    ['button', 'link', 'tab', 'radio', 'checkbox', 'switch', 'option', 'menuitem', 'slider']
      .map((role) => `[role=${role}]`)
      .join(', ')

  function targets() {
    return everyElement()
      .filter((element) => element.matches(touchable))
      .map((element) => ({ element, area: element.closest('label') ?? element }))
      .filter(({ area }) => isSeen(area) && area.getBoundingClientRect().width > 0 && !isCovered(area))
      .map(({ element, area }) => ({
        name: nameOf(area === element ? element : area),
        disabled: element.matches(':disabled, [aria-disabled=true]'),
        inside: ancestors(area)
          .slice(1)
          .some((each) => each.matches(touchable)),
        ...box(area.getBoundingClientRect()),
      }))
  }

  /** True when a dialog or curtain lies over it, so that no finger reaches it. */
  function isCovered(element) {
    if (ancestors(element).some((each) => each.inert || getComputedStyle(each).pointerEvents === 'none')) return true
    const { left, top, width, height } = element.getBoundingClientRect()
    const [x, y] = [left + width / 2, top + height / 2]
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false
    let hit = document.elementFromPoint(x, y)
    for (let inner = hit; inner?.shadowRoot; hit = inner) {
      inner = inner.shadowRoot.elementFromPoint(x, y)
      if (!inner || inner === hit) break
    }
    return hit !== null && !ancestors(hit).includes(element) && !ancestors(element).includes(hit)
  }

  const paper = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })

  /** Whatever way the style names a colour, the canvas knows it as four numbers. */
  function rgba(colour) {
    paper.clearRect(0, 0, 1, 1)
    paper.fillStyle = colour
    paper.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = paper.getImageData(0, 0, 1, 1).data
    return { r, g, b, a: a / 255 }
  }

  function over(front, back) {
    const mix = (f, b) => f * front.a + b * (1 - front.a)
    return { r: mix(front.r, back.r), g: mix(front.g, back.g), b: mix(front.b, back.b), a: 1 }
  }

  function luminance({ r, g, b }) {
    const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
  }

  function ratio(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }

  /** Every colour that may lie behind an element: several when it stands on a gradient, none when on a picture. */
  function backgrounds(element) {
    const veils = []
    for (const each of ancestors(element)) {
      const style = getComputedStyle(each)
      if (style.backgroundImage.includes('url(')) return []
      const stops = style.backgroundImage.match(/(?:rgba?|color|oklch|oklab|lab|lch)\([^)]*\)/g)
      if (stops)
        return stops.map((stop) => veils.reduceRight((back, veil) => over(veil, back), over(rgba(stop), white)))
      const colour = rgba(style.backgroundColor)
      if (colour.a > 0) veils.push(colour)
      if (colour.a === 1) break
    }
    return [veils.reduceRight((back, veil) => over(veil, back), white)]
  }
  const white = { r: 255, g: 255, b: 255, a: 1 }

  function worstContrast(element, colour) {
    const opacity = ancestors(element).reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1)
    const ink = rgba(colour)
    const behind = backgrounds(element)
    // On a picture nobody can say: the worst there is, so that the test asks for a plain ground.
    if (behind.length === 0) return 1
    return Math.min(...behind.map((back) => ratio(over({ ...ink, a: ink.a * opacity }, back), back)))
  }

  const ruler = new OffscreenCanvas(1, 1).getContext('2d')

  function inkOf(element, text, pseudo) {
    const style = getComputedStyle(element, pseudo)
    ruler.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const shown = style.textTransform === 'uppercase' ? text.toUpperCase() : text
    const whole = ruler.measureText(shown)
    const size = Number.parseFloat(style.fontSize)
    const own = whole.fontBoundingBoxAscent + whole.fontBoundingBoxDescent
    const lineHeight = style.lineHeight === 'normal' ? own : Number.parseFloat(style.lineHeight)
    const stretch = element.offsetWidth > 0 ? element.getBoundingClientRect().width / element.offsetWidth : 1
    return {
      fontPx: size * stretch,
      capPx: ruler.measureText('H').actualBoundingBoxAscent * stretch,
      lineHeight: lineHeight / size,
      above: (whole.fontBoundingBoxAscent - whole.actualBoundingBoxAscent) * stretch,
      below: (whole.fontBoundingBoxDescent - whole.actualBoundingBoxDescent) * stretch,
      colour: element instanceof SVGElement ? style.fill : style.color,
    }
  }

  /** Finds every piece of text a person sees: text in elements, what fields hold, what they say while empty. */
  function seenTexts() {
    const list = []
    for (const element of everyElement()) {
      if (/^(script|style|title|head|noscript|template|option)$/.test(element.localName)) continue
      const roots = element.shadowRoot ? [element.shadowRoot, element] : [element]
      for (const root of roots) {
        for (const node of root.childNodes) {
          const text = node.nodeType === Node.TEXT_NODE ? node.data.trim() : ''
          if (text === '' || (root === element && element.shadowRoot && !node.assignedSlot) || !isSeen(element))
            continue
          const range = document.createRange()
          range.selectNodeContents(node)
          const lines = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
          if (lines.length > 0) list.push({ element, text, lines })
        }
      }
      const field = element.matches('input:not([type=hidden], [type=radio], [type=checkbox], [type=range]), textarea')
      const text = field ? element.value || element.placeholder : ''
      if (text && isSeen(element)) {
        list.push({ element, text, lines: [], pseudo: element.value ? undefined : '::placeholder' })
      }
    }
    return list
  }

  function texts() {
    return seenTexts().map(({ element, text, lines, pseudo }) => {
      const { fontPx, capPx, lineHeight, colour } = inkOf(element, text, pseudo)
      const where = lines[0] ?? element.getBoundingClientRect()
      return {
        text: text.replace(/\s+/g, ' ').slice(0, 60),
        in: nameOf(element),
        fontPx,
        capPx,
        lineHeight,
        contrast: worstContrast(element, colour),
        ...box(where),
      }
    })
  }

  const clips = (value) => value === 'hidden' || value === 'clip'
  const scrolls = (value) => value === 'auto' || value === 'scroll'

  /** Everything that does not fit: cut, dotted, spilling out of its box, or only to be seen by scrolling. */
  function overflows() {
    const found = []
    const page = document.documentElement
    if (page.scrollWidth > innerWidth + 1)
      found.push({ kind: 'page-wider', what: `${page.scrollWidth} px in ${innerWidth}` })
    if (page.scrollHeight > innerHeight + 1) {
      found.push({ kind: 'page-taller', what: `${page.scrollHeight} px in ${innerHeight}` })
    }
    for (const element of everyElement()) {
      if (element === page || element === document.body || !isSeen(element) || element.localName === 'svg') continue
      const style = getComputedStyle(element)
      const wide = element.scrollWidth > element.clientWidth + 1
      const tall = element.scrollHeight > element.clientHeight + 1
      if (element.clientWidth === 0 || element.matches('input, select, textarea')) continue
      const says = element.textContent.trim() !== '' || element.shadowRoot !== null
      if (wide && style.textOverflow === 'ellipsis') found.push({ kind: 'ellipsis', what: nameOf(element) })
      else if (says && ((wide && clips(style.overflowX)) || (tall && clips(style.overflowY)))) {
        found.push({ kind: 'clipped', what: nameOf(element) })
      }
      if ((wide && scrolls(style.overflowX)) || (tall && scrolls(style.overflowY))) {
        found.push({ kind: 'scrolls', what: nameOf(element) })
      }
    }
    for (const each of seenTexts()) found.push(...cutText(each))
    const seen = new Set()
    return found.filter(({ kind, what }) => !seen.has(`${kind} ${what}`) && seen.add(`${kind} ${what}`))
  }

  /** Compares the ink of a text, marks above and tails below included, with its box and with all that cuts it. */
  function cutText({ element, text, lines }) {
    if (lines.length === 0) return []
    const ink = inkOf(element, text)
    const left = Math.min(...lines.map((line) => line.left))
    const right = Math.max(...lines.map((line) => line.right))
    const top = Math.min(...lines.map((line) => line.top)) + ink.above
    const bottom = Math.max(...lines.map((line) => line.bottom)) - ink.below
    const what = `“${text.replace(/\s+/g, ' ').slice(0, 40)}” in ${nameOf(element)}`
    if (left + scrollX < -1 || top + scrollY < -1) return [{ kind: 'clipped', what: `${what}, off the page` }]
    let boxFound = false
    for (const each of ancestors(element)) {
      if (each === document.documentElement || each === document.body) break
      const style = getComputedStyle(each)
      if (style.display === 'contents' || style.display === 'inline') continue
      const { left: l, right: r, top: t, bottom: b } = each.getBoundingClientRect()
      const beyondX = left < l - 1 || right > r + 1
      if (clips(style.overflowX) && beyondX) return [{ kind: 'clipped', what }]
      if (clips(style.overflowY) && (top < t - 1 || bottom > b + 1)) return [{ kind: 'clipped', what }]
      if (scrolls(style.overflowX) || scrolls(style.overflowY)) return []
      if (!boxFound && beyondX) return [{ kind: 'spills', what }]
      boxFound = true
    }
    return []
  }

  /** Waits until fonts are there, movements that end have ended, and the picture has been painted. */
  async function settled() {
    await document.fonts.ready
    const endings = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(endings.map((each) => each.finished))
    // One frame is laid out, in the next a page answers to the room it found, and the third shows that.
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  }

  const look = () => ({ targets: targets(), texts: texts(), overflows: overflows() })

  globalThis.luotMeasure = { targets, texts, overflows, look, settled, layoutShift: () => shifted }
})()
