/** A name, company or job title that is not the one given; macros/mismatch.py gives the same. */

import { flowing, hide, regex, valuesOf, words } from './draft.js'
import { isCommon, listedWords } from './likeness.js'

/** One to `most` letters added, left out, changed or swapped with the next; short words are near nothing. */
export function near(a, b, most = 2) {
  const [one, other] = [Array.from(a), Array.from(b)]
  const longest = Math.max(one.length, other.length)
  if (a === b || Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > most) return false
  if (one[0] !== other[0] && one.at(-1) !== other.at(-1)) return false
  return distance(one, other, most) <= (longest < 7 ? 1 : most)
}

function distance(a, b, most) {
  let start = 0
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1
  const [one, other] = [a.slice(start), b.slice(start)]
  if (one.length > 40) return most + 1
  let before = []
  let row = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1)
      }
    }
    ;[before, row] = [row, next]
  }
  return row.at(-1)
}

/** The findings of a draft, each a span and a level; nothing where no detail was given. */
export function mismatches(rule, draft, rules, values) {
  return Array.from(judged(rule, draft, rules, values))
}

function* judged(rule, draft, rules, values) {
  const { details } = rules
  const [titles, common] = [listedWords(rules.words.titles), listedWords(rules.words.common)]
  const given = (kind) => valuesOf(values, details[kind]).map((value) => words(value))
  const [people, companies] = [given('people'), given('company')]
  const lows = valuesOf(values).flatMap((value) => words(value).map(({ low }) => low))
  const known = new Set([...lows, ...titles])
  const greetings = listedWords(rules.words.greetings)
  const names = words(draft.text, draft.greeting).filter(({ low }) => !greetings.has(low))
  if (people.length && names.length) yield* greeted(rule, names, people.flat(), known, titles, rules.same_titles)
  const rest = [...words(draft.text, draft.subject ?? [0, 0]), ...words(draft.text, [draft.greeting[1], draft.body[1]])]
  const targets = new Set([...people, ...given('writer')].flat().map(({ low }) => low).filter((low) => !titles.has(low)))
  for (const [first] of companies) if (first && !isCommon(first.low, common)) targets.add(first.low)
  for (const { low, capital, start, end } of rest) {
    if (!capital || known.has(low) || isCommon(low, common)) continue
    if (Array.from(targets).some((target) => near(low, target) && !inflected(low, target))) yield [[start, end], rule.level]
  }
  for (const value of companies) if (value.length > 1) yield* variants(rest, value, 2, rule.level)
  for (const value of given('role')) yield* variants(rest, value, 1, rule.level)
  if (companies.length) yield* elsewhere(rule, draft, rest, known, titles)
}

/** A near miss or another title is an error; another name altogether is a warning. */
function* greeted(rule, names, people, known, titles, same) {
  const theirs = new Set(people.map(({ low }) => low).filter((low) => !titles.has(low)))
  const bare = names.filter(({ low }) => !titles.has(low))
  const missed = bare.find(({ low }) => !known.has(low) && Array.from(theirs).some((other) => near(low, other)))
  if (missed) {
    yield [[missed.start, missed.end], rule.level]
    return
  }
  if (bare.length && !bare.some(({ low }) => known.has(low))) yield [[bare[0].start, bare.at(-1).end], 'warn']
  const kind = (low) => (Object.hasOwn(same, low) ? same[low] : low)
  const given = new Set(people.map(({ low }) => low).filter((low) => titles.has(low)).map(kind))
  if (!given.size || !bare.some(({ low }) => theirs.has(low))) return
  for (const { low, start, end } of names) {
    if (titles.has(low) && !given.has(kind(low))) yield [[start, end], rule.level]
  }
}

const inflected = (one, other) => [`${one}s`, `${one}es`].includes(other) || [`${other}s`, `${other}es`].includes(one)

/** Where a value stands with one word a letter or two off; another ending of the last word is no slip. */
function* variants(here, value, most, level) {
  for (let place = 0; place + value.length <= here.length; place += 1) {
    const off = []
    for (let n = 0; n < value.length && off.length < 2; n += 1) if (here[place + n].low !== value[n].low) off.push(n)
    if (off.length !== 1) continue
    const [one, other] = [here[place + off[0]].low, value[off[0]].low]
    const stem = Array.from(one).slice(0, -2)
    const same = stem.join('') === Array.from(other).slice(0, stem.length).join('')
    const ending = off[0] === value.length - 1 && (same || inflected(one, other))
    if (near(one, other, most) && !ending) yield [[here[place].start, here[place + value.length - 1].end], level]
  }
}

/** Another company where this position is spoken of. */
function* elsewhere(rule, draft, rest, known, titles) {
  const padded = flowing(`\n${draft.text}\n`)
  const prose = rule.unless ? hide(padded, regex(rule.unless)) : padded
  const starts = rest.map(({ start }) => start)
  for (const { pattern } of rule.finds) {
    for (const match of prose.matchAll(regex(pattern))) {
      const end = match.index + match[0].length
      let number = firstFrom(starts, end)
      if (rest[number]?.low === 'the') number += 1
      const name = rest[number]?.start < end + 5 ? nameFrom(rest, number) : []
      if (name.length && !name.some(({ low }) => known.has(low)) && !titles.has(name[0].low)) {
        yield [[name[0].start, name.at(-1).end], 'warn']
      }
    }
  }
}

/** @param {number[]} places in order @param {number} from @returns {number} the first that is not before `from` */
export function firstFrom(places, from) {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle] < from) low = middle + 1
    else high = middle
  }
  return low
}

function nameFrom(rest, number) {
  const name = []
  for (const word of rest.slice(number, number + 6)) {
    if (!word.capital || (name.length && word.start - name.at(-1).end > 3)) break
    name.push(word)
  }
  return name
}
