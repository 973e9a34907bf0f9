/** What is a draft's own, beyond the words that stand in any message; macros/likeness.py gives the same. */

import { MASK, flowing, hide, regex, words } from './draft.js'

const ENDINGS = ['s', 'd', 'ed', 'ing', 'ly', 'es', 'er']
const lists = new Map()

/** @param {string} listed words with spaces between them @returns {Set<string>} */
export function listedWords(listed) {
  if (!lists.has(listed)) lists.set(listed, new Set(listed.split(' ')))
  return lists.get(listed)
}

/** @param {string} word @param {Set<string>} common @returns {boolean} listed, or a number, or a single letter */
export function isCommon(word, common) {
  if ([...word].length < 2 || common.has(word) || /^[0-9]*$/u.test(word)) return true
  const stems = ENDINGS.filter((ending) => word.endsWith(ending)).map((ending) => word.slice(0, -ending.length))
  return stems.some((stem) => common.has(stem) || common.has(`${stem}e`))
}

/** What the draft says of its own, outside sentences about the writer and the known values. */
export function specificWords(draft, rule, rules, known) {
  const here = new Set()
  for (const { 0: part, index } of draft.text.slice(...draft.said).matchAll(/[^.!?\n \ue003][^.!?\n]{0,9999}/gu)) {
    const start = draft.said[0] + index
    const sentence = flowing(`\n${draft.bare.slice(start, start + part.length)}\n`)
    if (rule.finds.some(({ pattern }) => regex(pattern).test(sentence))) continue
    const bare = rule.unless ? hide(sentence, regex(rule.unless)) : sentence
    for (const word of words(bare)) {
      if (word.start === 1 || draft.text[start + word.start - 1] === bare[word.start]) here.add(word.low)
    }
  }
  const common = listedWords(rules.words.common)
  const told = [...known, draft.subject ? draft.text.slice(...draft.subject) : '']
  const taken = new Set(told.flatMap((value) => words(value).map(({ low }) => low)))
  return Array.from(here).filter((word) => !taken.has(word) && !isCommon(word, common))
}

/** @returns {Set<string>} every word of what is said that is no common one */
export function ownWords(draft, rules) {
  const common = listedWords(rules.words.common)
  return new Set(words(draft.text, draft.said).map(({ low }) => low).filter((low) => !isCommon(low, common)))
}

/** @param {Set<string>} one @param {Set<string>} other @returns {number} how much is the same, from 0 to 1 */
export function alike(one, other) {
  const shared = Array.from(one).filter((word) => other.has(word)).length
  const all = one.size + other.size - shared
  return all ? shared / all : 1
}
