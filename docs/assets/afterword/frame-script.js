/** Data that stands in a classic script, as its file has it. */

const loaded = new Map()

/**
 * @param {string} src
 * @param {string} name what the script calls its data
 * @returns {Promise<object>}
 * @throws {Event} where the script cannot be had
 */
export function loadScript(src, name) {
  if (!loaded.has(src)) loaded.set(src, load(src, name))
  return loaded.get(src)
}

function load(src, name) {
  const script = document.createElement('script')
  const data = new Promise((onload, onerror) => Object.assign(script, { src, onload, onerror })).then(() => script[name])
  document.head.append(script)
  return data
}
