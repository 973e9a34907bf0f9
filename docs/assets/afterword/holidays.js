/** A country's public holidays, asked for when somebody chooses the country. */

import { loadJson } from './files.js'

/**
 * @param {string} folder the address of the holiday files, ending in a slash
 * @param {string} code a country's code (ISO 3166-1)
 * @returns {Promise<import('./business-days.js').Country>}
 * @throws {Error} where the file cannot be had
 */
export function loadCountry(folder, code) {
  return loadJson(`${folder}${code}.json`)
}
