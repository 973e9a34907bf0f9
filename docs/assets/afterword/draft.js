/** A draft in its parts: subject, greeting, what is said, and the end; macros/draft.py gives the same. */

const [EMOJI, ASTRAL] = ['\ue000', '\ue001']
export const MASK = '\ue002'
const SUBJECT = 'subject:'
const WORDS = /[^\n -\/:-@\[-`{-~\u0085\ue000\ue002]+/gu
const ADDRESS = /(?:https?:\/\/|www\.)[^ \n]{1,2000}|[^ \n<>()@]{1,80}@[^ \n<>()@]{1,200}/gu
const ALIKE = [
  [/[\u2018\u2019\u02bc\u00b4`]/gu, "'"],
  [/[\u201c\u201d\u201e]/gu, '"'],
  [/[\u2010-\u2014]/gu, '-'],
  [/[\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\u0085\u2028\u2029]/gu, ' '],
  [/[\ue000\ue002]/gu, ASTRAL],
  [/[\u{1f000}-\u{1faff}]/gu, EMOJI],
  [/[\u{10000}-\u{10ffff}]/gu, ASTRAL],
]
const compiled = new Map()

/**
 * @typedef {[number, number]} Span
 * @typedef {{text: string, low: string, start: number, end: number, capital: boolean}} Word `low` is NFC
 * @typedef {{text: string, bare: string, masked: string, filled: string, subject: Span | null, body: Span,
 *   greeting: Span, said: Span}} Draft
 * `text` is folded; `bare` hides addresses, `masked` names too, `filled` every given value. No text has a character
 * beyond the basic plane, so that an offset counts code points.
 */

/** @param {string} pattern @returns {RegExp} with the flags g and u, from its beginning */
export function regex(pattern) {
  if (!compiled.has(pattern)) compiled.set(pattern, new RegExp(pattern, 'gu'))
  const made = compiled.get(pattern)
  made.lastIndex = 0
  return made
}

/** @param {string} text @returns {string} one form of quotes, dashes and blanks, stand-ins beyond the basic plane */
export const fold = (text) => ALIKE.reduce((folded, [marks, plain]) => folded.replace(marks, plain), text)

/** @param {string} text @returns {string} */
export const withLf = (text) => text.replace(/\r\n?/gu, '\n')

const lower = (text) => text.replace(/[A-Z]+/gu, (part) => part.toLowerCase())
export const hide = (text, marks) => text.replace(marks, (part) => MASK.repeat(part.length))

/** @param {string} text @returns {string} lower case, a space for a line end inside a paragraph */
export const flowing = (text) => lower(text).replace(/([^\n])\n(?=[^\n])/gu, '$1 ')

/** @param {string} text @param {Span} span @returns {Word[]} */
export function words(text, [start, end] = [0, text.length]) {
  return Array.from(text.slice(start, end).matchAll(WORDS), ({ 0: part, index }) => {
    const [first] = part
    const low = part.normalize('NFC').toLowerCase()
    return { text: part, low, start: start + index, end: start + index + part.length, capital: first !== first.toLowerCase() }
  })
}

/** @param {Record<string, string>} values @param {string[]} names @returns {string[]} the given ones, folded */
export function valuesOf(values, names = Object.keys(values)) {
  return names.filter((name) => values[name]).map((name) => fold(withLf(values[name])))
}

/** @param {string} draft in its .txt form @param {object} rules @param {Record<string, string>} values @returns {Draft} */
export function readDraft(draft, rules, values) {
  const text = fold(withLf(draft))
  const low = lower(text)
  const subject = readSubject(low)
  const end = text.replace(/[\n ]+$/u, '').length
  const start = Math.min(skip(text, subject ? subject[1] : 0), end)
  const said = low.slice(start, end)
  const greeted = regex(rules.shapes.greeting).exec(said)
  const greeting = [start, start + (greeted?.index === 0 ? greeted[0].length : 0)]
  const offs = Array.from(`${low.slice(0, end)}\n`.slice(greeting[1]).matchAll(regex(rules.shapes.sign_off)))
  const off = offs.length ? low.slice(0, greeting[1] + offs.at(-1).index).replace(/[\n ]+$/u, '').length : end
  const bare = hide(text, ADDRESS)
  return {
    text,
    bare,
    masked: hidden(bare, valuesOf(values, rules.details.names)),
    filled: hidden(text, valuesOf(values)),
    subject,
    body: [start, end],
    greeting,
    said: [greeting[1], Math.max(greeting[1], off)],
  }
}

function readSubject(low) {
  const head = skip(low, 0)
  if (!low.startsWith(SUBJECT, head)) return null
  const end = head + low.slice(head).split('\n', 1)[0].replace(/ +$/u, '').length
  return [Math.min(skip(low, head + SUBJECT.length), end), end]
}

const skip = (text, place) => place + /^[\n ]*/u.exec(text.slice(place))[0].length

function hidden(text, values) {
  const long = values.filter((value) => value.length > 1).sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  return long.reduce((masked, value) => masked.replaceAll(value, () => MASK.repeat(value.length)), text)
}
