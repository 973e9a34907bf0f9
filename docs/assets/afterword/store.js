/** The visitor's details, as typed, shared by every card and kept for the next page if the browser lets us. */

const KEY = 'afterword'
const FORGOTTEN = 'forgotten'
const listeners = new Set()
const given = new Map()
let details = new Map()
let remembered = false
let kept = true

/** @returns {string} what was typed for `field`, else what is given for it */
export const typed = (field) => details.get(field) ?? given.get(field) ?? ''

/** Let `text` stand where nothing was typed, on this page alone. */
export function give(field, text) {
  given.set(field, text)
  tell()
}

/** @returns {boolean} whether details outlive the tab */
export const isRemembered = () => remembered

/** Whether this is the preview of the configurator, which is walled off and yet looks as visitors see it. */
export const isPreview = self.name === 'afterword-preview'

/** @returns {boolean} whether this browser let the last change be stored, or a preview is to look as if it had */
export const isKept = () => kept || isPreview

/** Keep what was typed; a card that shows it is told. */
export function type(field, text) {
  typeAll({ [field]: text })
}

/** Another frame of the same page may have typed since. */
export function typeAll(texts) {
  load()
  details = changed(texts)
  save()
}

/** @returns what `look` gives with these details, of which nothing is kept */
export function suppose(texts, look) {
  const own = details
  details = changed(texts)
  try {
    return look()
  } finally {
    details = own
  }
}

/** Keep details on this device, or for this tab only. */
export function remember(on) {
  load()
  remembered = on
  save()
}

/** Forget everything, on this device and in every tab: the others hear of what passes through the device's place. */
export function forget() {
  details = new Map()
  remembered = false
  write('localStorage', FORGOTTEN)
  save()
}

/** Call `listener` at each change, and once now. @returns {() => void} what ends it */
export function watch(listener) {
  listeners.add(listener)
  listener()
  return () => listeners.delete(listener)
}

const changed = (texts) => new Map([...new Map([...details, ...Object.entries(texts)])].filter(([field, text]) => text || given.has(field)))

/** Write where the visitor chose, and wipe the other place. A browser may refuse either, by throwing. */
function save() {
  const text = details.size ? JSON.stringify(Object.fromEntries(details)) : ''
  const here = write('sessionStorage', remembered ? '' : text)
  const onDevice = write('localStorage', remembered ? text || '{}' : '')
  kept = here && onDevice
  tell()
}

function write(area, text) {
  try {
    if (text) window[area].setItem(KEY, text)
    else window[area].removeItem(KEY)
    return true
  } catch {
    return false
  }
}

function read(area) {
  try {
    return window[area].getItem(KEY)
  } catch {
    kept = false
    return null
  }
}

/** What is stored may be older than this page, or written by hand: only texts are taken. What could not be stored stays. */
function load() {
  const [onDevice, here] = ['localStorage', 'sessionStorage'].map(read)
  if (!kept) return
  remembered = onDevice !== null
  details = new Map(Object.entries(parse(onDevice ?? here)).filter(([, text]) => typeof text === 'string'))
}

function parse(text) {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

function tell() {
  for (const listener of listeners) listener()
}

load()
// Another tab changed what is kept on this device, or forgot everything; or another frame of this tab typed.
addEventListener('storage', ({ key, newValue }) => {
  if (![KEY, null].includes(key)) return
  if (newValue === FORGOTTEN) write('sessionStorage', '')
  load()
  tell()
})
// A page from the back-forward cache, or a form that the browser filled again, shows what was true when it was left.
addEventListener('pageshow', () => {
  load()
  tell()
})
// A page that is looked at again may speak of yesterday.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) tell()
})
