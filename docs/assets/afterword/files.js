/** Data files of this site and no other: each is asked for once, when something needs it. */

const loaded = new Map()

/**
 * @param {string} address relative to the page
 * @returns {Promise<object>}
 * @throws {Error} where the file cannot be had; it is asked for again the next time
 */
export function loadJson(address) {
  const { href } = new URL(address, document.baseURI)
  if (!loaded.has(href)) loaded.set(href, ask(href))
  return loaded.get(href)
}

async function ask(href) {
  try {
    const answer = await fetch(href, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    if (!answer.ok) throw new Error(href)
    return await answer.json()
  } catch (error) {
    loaded.delete(href)
    throw error
  }
}
