/** Whose details a draft is compared with: the visitor's, with those of each person of a panel. */

import { today } from './days.js'
import { everybody, readRoster } from './roster.js'
import { suppose, typed } from './store.js'
import { wordsOf } from './words.js'

/**
 * @param {import('./words.js').Facts & {people: string[]}} facts `people` are the fields that each person has alone
 * @returns {Map<string, string>[]} the values, in words, of each
 */
export function comparedWith(facts) {
  const shown = Object.fromEntries(facts.people.map((name) => [name, typed(name)]))
  const people = everybody(readRoster(typed('people'), facts.people), shown)
  return people.map((person) => suppose(person, () => wordsOf(facts, today())))
}
