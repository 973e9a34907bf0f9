/** Stands in for holidays.js in a frame, whose policy lets it ask for scripts of its own site and for nothing else. */

import { loadScript } from './frame-script.js'

/**
 * @param {string} folder not needed: the scripts stand beside the frame
 * @param {string} code a country's code (ISO 3166-1)
 * @returns {Promise<import('./business-days.js').Country>}
 * @throws {Event} where the file cannot be had
 */
export function loadCountry(folder, code) {
  return loadScript(`../holidays/${code}.js`, 'country')
}
