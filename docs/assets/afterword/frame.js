/** A page in somebody else's page: its looks and details by its address, its height, and the limits of a sandbox. */

import { accentOn, printColour, readColour } from './accent.js'
import { readFragment } from './frame-address.js'
import { tellHeight, tellHost } from './frame-height.js'
import { give, isKept, isPreview } from './store.js'

const root = document.documentElement
const looks = new CSSStyleSheet()
const dark = matchMedia('(prefers-color-scheme: dark)')
// A sandbox without an origin of its own lets a page copy, and neither download nor open anything.
const isSandboxed = self.origin === 'null' && !isPreview
const asked = () => readFragment(location.hash)

/**
 * Begin. Called in the head, so that the page is not seen in other colours first.
 * @param {() => void} define what makes the elements, once all of them stand in the page
 */
export function startFrame(define) {
  document.adoptedStyleSheets = [looks]
  showLooks()
  dark.addEventListener('change', showLooks)
  root.classList.toggle('afterword-sandboxed', isSandboxed)
  root.classList.toggle('afterword-unkept', !isKept())
  addEventListener('DOMContentLoaded', () => startPage(define))
}

function startPage(define) {
  goToLocale()
  takeDetails()
  define()
  const tell = tellHeight(document.querySelector('main'), () => asked().secret)
  const heed = () => root.classList.toggle('afterword-linked', Boolean(asked().secret))
  heed()
  addEventListener('hashchange', () => [goToLocale, showLooks, takeDetails, heed, tell].forEach((step) => step()))
  addEventListener('click', leave)
}

/** The accent that was asked for, in the scheme that was asked for. */
function showLooks() {
  const { options } = asked()
  const scheme = options.get('scheme')
  const isDark = scheme === 'dark' || (scheme !== 'light' && dark.matches)
  root.dataset.mdColorScheme = isDark ? 'slate' : 'default'
  const wish = readColour(options.get('accent') ?? '')
  looks.replaceSync(wish ? accentRules(wish) : '')
}

function accentRules(wish) {
  const sheet = readColour(getComputedStyle(root).getPropertyValue('--afterword-sheet').trim())
  const { accent, ink, wash } = accentOn(wish, sheet)
  const properties = { '': accent, '-ink': ink, '-wash': wash }
  const rules = Object.entries(properties).map(([end, colour]) => `--afterword-accent${end}:${printColour(colour)}`)
  return `@media screen{:root{${rules.join(';')}}}`
}

/** Details that the host gives stand where the visitor typed none of their own, in this frame alone. */
function takeDetails() {
  const { options } = asked()
  const { fields } = JSON.parse(document.querySelector('[data-facts]').dataset.facts)
  for (const [name, text] of options) if (Object.hasOwn(fields, name)) give(name, text)
}

/** Languages are other pages, and this one names those that there are. */
function goToLocale() {
  const other = Array.from(document.querySelectorAll('link[hreflang]')).find(({ hreflang }) => hreflang === asked().options.get('locale'))
  if (other && other.hreflang !== root.lang) location.replace(other.href + location.hash)
}

/** A link opens beside the host's page; in WordPress's sandbox it opens nothing, but WordPress follows it if asked. */
function leave(event) {
  const link = event.target.closest('a[href^="../"]:not([download])')
  if (!link) return
  if (!isSandboxed) return Object.assign(link, { target: '_blank', rel: 'noopener' })
  event.preventDefault()
  const { secret } = asked()
  if (secret) tellHost({ message: 'link', value: link.href, secret })
}
