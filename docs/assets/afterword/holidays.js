/** A country's public holidays, from this site and no other: asked for once, when somebody chooses the country. */

const loaded = new Map()

/**
 * @param {string} folder the address of the holiday files, ending in a slash
 * @param {string} code a country's code (ISO 3166-1)
 * @returns {Promise<import('./business-days.js').Country>}
 * @throws {Error} where the file cannot be had
 */
export function loadCountry(folder, code) {
  if (!loaded.has(code)) loaded.set(code, ask(`${folder}${code}.json`))
  return loaded.get(code)
}

async function ask(address) {
  const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' })
  if (!answer.ok) throw new Error(address)
  return answer.json()
}
