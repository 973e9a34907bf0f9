/**
 * The people of a panel as the store keeps them, in one text: a list with an entry for each person. The entry of the one
 * who is shown is null, since that person's details stand among the others, where every card reads them.
 * @typedef {(Record<string, string> | null)[]} Roster
 */

/**
 * Read the roster; what is stored may be older than this page, or written by hand.
 * @param {string} text
 * @param {string[]} own the fields that each person has alone
 * @returns {Roster} with exactly one null; only that where nobody was added
 */
export function readRoster(text, own) {
  const entries = parse(text)
  const isSound = Array.isArray(entries) && entries.filter((entry) => entry === null).length === 1
  return isSound ? entries.map((entry) => (entry === null ? null : only(own, entry))) : [null]
}

/** @param {Roster} roster @returns {string} */
export const writeRoster = (roster) => (roster.length > 1 ? JSON.stringify(roster) : '')

/**
 * Everybody's details, the shown one's too.
 * @param {Roster} roster
 * @param {Record<string, string>} shown
 * @returns {Record<string, string>[]}
 */
export const everybody = (roster, shown) => roster.map((entry) => entry ?? shown)

/**
 * Show the person at `place`.
 * @param {Record<string, string>[]} people
 * @param {number} place
 * @returns {Roster}
 */
export const showing = (people, place) => people.map((person, at) => (at === place ? null : person))

function only(own, entry) {
  return Object.fromEntries(own.map((name) => [name, typeof entry[name] === 'string' ? entry[name] : '']))
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
