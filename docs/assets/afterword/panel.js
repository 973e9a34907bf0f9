/** Several people, one message each: the names of the files, and how alike messages are; macros/panel.py gives the same. */

const MOST_OCTETS = 200 - '.eml'.length
/** Scripts that put no space between words: there each character counts as one. */
const UNSPACED = '\\u0e00-\\u0eff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}'
const WORDS = new RegExp(`[${UNSPACED}]|[^ \\n\\u3000-\\u303f${UNSPACED}]+`, 'gu')
const MARKS = '[.,;:!?"\'()\\[\\]{}\\u2018\\u2019\\u201c\\u201d\\u2013\\u2014\\u2026]+'
const ENDS = new RegExp(`^${MARKS}|${MARKS}$`, 'gu')

/**
 * Name a file for each person, `<slug>-<name>` without its ending: small letters, digits and hyphens of any script, at
 * most 200 octets with `.eml`, each different from the others. A name without any letter gives its place, from 1.
 * @param {string} slug
 * @param {string[]} names
 * @returns {string[]}
 */
export function stems(slug, names) {
  const taken = []
  names.forEach((name, place) => {
    const letters = fold(name).replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
    const whole = `${slug}-${letters || place + 1}`
    let stem = cut(whole, MOST_OCTETS)
    for (let number = 2; taken.includes(stem); number++) {
      stem = `${cut(whole, MOST_OCTETS - `-${number}`.length)}-${number}`
    }
    taken.push(stem)
  })
  return taken
}

/**
 * Let go of case, width and ligatures: at least as much as NFKC case folding.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return small(small(text.normalize('NFKC')).toUpperCase()).normalize('NFKC')
}

/**
 * How alike two texts are: twice the words that they share, in parts of all their words (Dice).
 * @param {string} one
 * @param {string} other
 * @returns {number} from 0 to 100
 */
export function likeness(one, other) {
  const [first, second] = [words(one), words(other)]
  const total = first.length + second.length
  const left = [...first]
  const shared = second.filter((word) => left.includes(word) && left.splice(left.indexOf(word), 1)).length
  return total && Math.floor((400 * shared + total) / (2 * total))
}

/**
 * Where two people have the same words in a field.
 * @param {Record<string, string>[]} people
 * @param {string[]} fields
 * @returns {[number, number, string][]} the place of the first, that of the later one, and the field
 */
export function sameDetails(people, fields) {
  return fields.flatMap((field) => {
    const said = people.map((person) => fold(person[field] ?? '').replace(/[ \n]+/g, ' '))
    return said.flatMap((text, place) => (text && said.indexOf(text) < place ? [[said.indexOf(text), place, field]] : []))
  })
}

/** One character at a time: a sigma at the end of a word has a small letter of its own. */
const small = (text) => Array.from(text, (mark) => mark.toLowerCase()).join('')

const words = (text) => (fold(text).match(WORDS) ?? []).map((word) => word.replace(ENDS, '')).filter(Boolean)

function cut(stem, most) {
  const encoder = new TextEncoder()
  let room = most
  const marks = Array.from(stem)
  const end = marks.findIndex((mark) => (room -= encoder.encode(mark).length) < 0)
  return marks.slice(0, end < 0 ? marks.length : end).join('').replace(/-$/, '')
}
