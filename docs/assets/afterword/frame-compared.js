/** Stands in for compared.js in a frame, which has no panel. */

import { today } from './days.js'
import { wordsOf } from './words.js'

/**
 * @param {import('./words.js').Facts} facts
 * @returns {Map<string, string>[]}
 */
export function comparedWith(facts) {
  return [wordsOf(facts, today())]
}
