/** The visitor's details, as typed, shared by every card and kept for the next page if the browser lets us. */

const KEY = 'afterword'
const FORGOTTEN = 'forgotten'
const listeners = new Set()
let details = new Map()
let remembered = false
let kept = true

/** @returns {string} what was typed for `field` */
export const typed = (field) => details.get(field) ?? ''

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

export function typeAll(texts) {
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

const changed = (texts) => new Map([...new Map([...details, ...Object.entries(texts)])].filter(([, text]) => text))

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

/** The storage of this device, of which a frame may hear without being let near it. */
function device() {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

/** What is stored may be older than this page, or written by hand: only texts are taken. */
function load() {
  const onDevice = read('localStorage')
  remembered = onDevice !== null
  details = new Map(Object.entries(parse(onDevice ?? read('sessionStorage'))).filter(([, text]) => typeof text === 'string'))
  tell()
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
// Another tab changed what is kept on this device, or forgot everything.
addEventListener('storage', (event) => {
  if (event.storageArea !== device() || ![KEY, null].includes(event.key)) return
  if (event.newValue === FORGOTTEN) write('sessionStorage', '')
  load()
})
// A page from the back-forward cache, or a form that the browser filled again, shows what was true when it was left.
addEventListener('pageshow', () => {
  if (kept) load()
})
// A page that is looked at again may speak of yesterday.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) tell()
})
