/** A country's public holidays, from this site and no other: asked for once, when somebody chooses the country. */

const loaded = new Map()

/**
 * @param {string} folder the address of the holiday files, ending in a slash
 * @param {string} code a country's code (ISO 3166-1)
 * @returns {Promise<import('./business-days.js').Country>}
 * @throws {Error} where the file cannot be had
 */
export function loadCountry(folder, code) {
  const address = new URL(`${folder}${code}.json`, document.baseURI).href
  if (!loaded.has(address)) loaded.set(address, ask(address))
  return loaded.get(address)
}

async function ask(address) {
  try {
    const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    if (!answer.ok) throw new Error(address)
    return await answer.json()
  } catch (error) {
    loaded.delete(address)
    throw error
  }
}
