/** Stands in for holidays.js in a frame, whose policy lets it ask for scripts of its own site and for nothing else. */

const loaded = new Map()

/**
 * @param {string} folder not needed: the scripts stand beside the frame
 * @param {string} code a country's code (ISO 3166-1)
 * @returns {Promise<import('./business-days.js').Country>}
 * @throws {Event} where the file cannot be had
 */
export function loadCountry(folder, code) {
  if (!loaded.has(code)) loaded.set(code, load(`../holidays/${code}.js`))
  return loaded.get(code)
}

function load(src) {
  const script = document.createElement('script')
  const country = new Promise((onload, onerror) => Object.assign(script, { src, onload, onerror })).then(() => script.country)
  document.head.append(script)
  return country
}
