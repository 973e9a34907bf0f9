/** Stands in for files.js in a frame, whose policy lets it ask for scripts of its own site and for nothing else. */

import { loadScript } from './frame-script.js'

/**
 * @param {string} address of a data file; its script stands beside the frames, under the same name
 * @returns {Promise<object>}
 * @throws {Event} where the file cannot be had
 */
export function loadJson(address) {
  return loadScript(`../checks/${address.split('/').at(-1)}`.replace(/json$/, 'js'), 'data')
}
