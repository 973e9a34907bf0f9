/** Copying, by the best way that the browser grants. */

import { richText } from './outputs.js'

/**
 * Put text on the clipboard, plain and rich.
 * @param {string} text
 * @param {Element} place where the text may stand, selected, if nothing else is granted
 * @returns {Promise<boolean>} false if it is only selected
 */
export async function copy(text, place) {
  place.querySelector('textarea[readonly]')?.remove()
  const kinds = { 'text/plain': text, 'text/html': richText(text) }
  return (await write(kinds)) || (await writeText(text)) || copySelected(kinds, place)
}

async function write(kinds) {
  try {
    const blobs = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
    return true
  } catch {
    return false
  }
}

/** @param {string} text @returns {Promise<boolean>} whether it is on the clipboard, plain */
export async function writeText(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** The one way that a sandboxed frame grants. */
function copySelected(kinds, place) {
  const area = document.createElement('textarea')
  area.readOnly = true
  area.setAttribute('aria-label', place.querySelector('[data-part="body"]').getAttribute('aria-label'))
  area.value = kinds['text/plain']
  const focused = document.activeElement
  place.append(area)
  area.select()
  let done = false
  const put = (event) => {
    for (const [type, text] of Object.entries(kinds)) event.clipboardData.setData(type, text)
    event.preventDefault()
    done = true
  }
  document.addEventListener('copy', put)
  document.execCommand('copy')
  document.removeEventListener('copy', put)
  if (!done) return false
  area.remove()
  focused?.focus()
  return true
}
