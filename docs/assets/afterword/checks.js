/** What a draft should not be sent with, by the rules of checks.yml; macros/checks.py gives the same. */

import { MASK, flowing, hide, readDraft, regex, valuesOf, words } from './draft.js'
import { alike, listedWords, ownWords, specificWords } from './likeness.js'
import { firstFrom, mismatches } from './mismatch.js'

const LEVELS = ['error', 'warn', 'note']
// How much of two messages may be the same words before a shared detail counts.
const MOST_ALIKE = 0.7
const JUDGES = {
  patterns,
  missing,
  most,
  mismatch: (rule, { draft, rules, values }) => mismatches(rule, draft, rules, values),
  subject: subjectLine,
  'no-name': noName,
  'no-detail': noDetail,
  'no-role': noRole,
  duplicate: () => [],
}

/**
 * @typedef {{rule: string, level: 'error' | 'warn' | 'note', start: number, end: number}} Finding
 * Offsets count code points of the draft with LF line ends; what is missing is an empty span where it could stand.
 */

/**
 * Judge a draft in its .txt form. The values are details in words; without a stage the general rules judge.
 * @param {string} draft
 * @param {object} rules as macros/check_rules.py makes them ready
 * @param {{stage?: string, channel?: string, values?: Record<string, string>}} [known]
 * @returns {Finding[]}
 */
export function check(draft, rules, { stage = '', channel = 'email', values = {} } = {}) {
  const asked = { draft: readDraft(draft, rules, values), rules, channel, values }
  const found = new Map()
  if (!/[^\n ]/u.test(asked.draft.text)) return []
  for (const rule of rules.rules) {
    if (applies(rule, stage, channel)) found.set(rule.id, apart(rule.id, JUDGES[rule.judge](rule, asked)))
  }
  return yielding(found, asked).sort((a, b) => a.start - b.start || a.end - b.end)
}

/**
 * For each draft, a finding over what it says if it says the same as another, to another person.
 * @param {string[]} drafts
 * @param {object} rules
 * @returns {Finding[][]}
 */
export function duplicates(drafts, rules) {
  const read = drafts.map((draft) => readDraft(draft, rules, {}))
  const told = read.map((draft) => [new Set(words(draft.text, draft.said).map(({ low }) => low)), ownWords(draft, rules)])
  const { level } = rules.rules.find(({ judge }) => judge === 'duplicate')
  return read.map(({ said: [start, end] }, place) => {
    const repeated = told.some((other, number) => number !== place && same(told[place], other))
    return repeated ? [{ rule: 'duplicate', level, start, end }] : []
  })
}

/** Most words are the same, and one of the two has next to nothing of its own. */
function same([said, own], [also, others]) {
  const less = (one, other) => Array.from(one).filter((word) => !other.has(word)).length
  return Math.min(less(own, others), less(others, own)) < 2 && said.size > 0 && alike(said, also) >= MOST_ALIKE
}

function applies({ stages, not_at: notAt, channels }, stage, channel) {
  if (notAt.includes(stage) || (stages.length && !stages.includes(stage))) return false
  return !channels.length || channels.includes(channel)
}

/** Leave out what another rule says better in one of the same sentences; what is missing stays. */
function yielding(found, { draft, rules }) {
  const breaks = Array.from(draft.text.matchAll(/[.!?][ \n]|\n\n/gu), ({ index }) => index + 2)
  const sentence = (place) => firstFrom(breaks, place + 1)
  return rules.rules.flatMap(({ id, yields_to: others }) => {
    const told = others.flatMap((other) => found.get(other) ?? []).map(({ start }) => sentence(start))
    const isTold = ({ start, end }) => told.some((place) => place >= sentence(start) && place <= sentence(end - 1))
    return (found.get(id) ?? []).filter((finding) => finding.start === finding.end || !isTold(finding))
  })
}

/** Of findings that overlap keep the graver, else the first. */
function apart(rule, found) {
  const grave = (level) => LEVELS.indexOf(level)
  const kept = []
  const order = ([[a, aEnd], one], [[b, bEnd], other]) => a - b || grave(one) - grave(other) || bEnd - aEnd
  for (const [[start, end], level] of Array.from(found).sort(order)) {
    if (kept.length && start < kept.at(-1).end) {
      if (grave(level) >= grave(kept.at(-1).level)) continue
      kept.pop()
    }
    kept.push({ rule, level, start, end })
  }
  return kept
}

const seen = ({ hides }, draft) => ({ values: draft.filled, nothing: draft.text })[hides] ?? draft.masked
const partOf = ({ part }, draft) => (part ? draft[part] ?? [0, 0] : [0, draft.text.length])

function patterns(rule, { draft }) {
  const [start, end] = partOf(rule, draft)
  return finds(rule, seen(rule, draft).slice(start, end), start)
}

function* finds(rule, text, offset) {
  const padded = `\n${text}\n`
  const prose = rule.unless ? hide(flowing(padded), regex(rule.unless)) : flowing(padded)
  for (const { pattern, phrase, level } of rule.finds) {
    for (const { 0: whole, index } of (phrase ? prose : padded).matchAll(regex(pattern))) {
      const found = whole.slice(phrase ? 1 : 0)
      const start = index + whole.length - found.replace(/^[\n ]+/u, '').length - 1 + offset
      yield [[start, start + found.replace(/^[\n ]+|[\n ]+$/gu, '').length], level]
    }
  }
}

const holds = (rule, text) => !finds(rule, text, 0).next().done

function missing(rule, { draft, values }) {
  const text = draft.text.slice(...partOf(rule, draft))
  if (valuesOf(values, rule.details).some((value) => text.includes(value)) || holds(rule, text)) return []
  return [[place(rule, draft), rule.level]]
}

/** Where the missing thing could stand: after the greeting, after what is said, at the end. */
function place({ at }, { greeting, said, body }) {
  const [, end] = { opening: greeting, end: body }[at] ?? said
  return [end, end]
}

function* most(rule, { draft, channel }) {
  const [start, end] = partOf(rule, draft)
  const text = seen(rule, draft).slice(start, end)
  for (const { counts, most: allowed, level, channels } of rule.most) {
    if (channels.length && !channels.includes(channel)) continue
    const found = Array.from(text.matchAll(regex(counts)))
    if (found.length <= allowed) continue
    const last = found.at(-1)
    const first = start + found[allowed].index
    yield [[first + /[\n ]/u.test(draft.text[first]), start + last.index + last[0].length], level]
  }
}

function noName(rule, { draft, rules }) {
  const titles = listedWords(rules.words.titles)
  const greeted = words(draft.text, draft.greeting).map(({ low }) => low)
  const titled = greeted.some((low, n) => n && titles.has(greeted[n - 1]) && !titles.has(low))
  return titled || !greeted.every((low) => rule.words.includes(low)) ? [] : [[draft.greeting, rule.level]]
}

/** Nothing that could not stand in a message about any interview: neither a given detail nor two other words. */
function noDetail(rule, { draft, rules, values }) {
  const { talk } = rules.details
  const common = listedWords(rules.words.common)
  const given = valuesOf(values, talk)
  const here = new Set(words(draft.text, draft.said).map(({ low }) => low))
  const told = given.flatMap((value) => words(value)).some(({ low }) => !common.has(low) && here.has(low))
  if (told || given.some((value) => draft.text.includes(value))) return []
  const known = valuesOf(values, Object.keys(values).filter((name) => !talk.includes(name)))
  return specificWords(draft, rule, rules, known).length < 2 ? [[place(rule, draft), rule.level]] : []
}

function noRole(rule, { draft, rules, values }) {
  const titles = mainWords(values, rules.details.role)
  const here = words(draft.text, [(draft.subject ?? draft.body)[0], draft.body[1]])
  return !titles.size || here.some(({ low }) => titles.has(low)) ? [] : [[place(rule, draft), rule.level]]
}

/** It lacks what was given of the writer's name and the title; where nothing was, it says nothing of its own. */
function subjectLine(rule, { draft, rules, values }) {
  const span = draft.subject ?? [0, 0]
  if (holds(rule, draft.text.slice(...span))) return []
  const here = words(draft.text, span).map(({ low }) => low)
  const wanted = ['role', 'writer'].map((kind) => mainWords(values, rules.details[kind])).filter(({ size }) => size)
  const common = listedWords(rules.words.common)
  const bare = wanted.length ? wanted.some((main) => !here.some((low) => main.has(low))) : here.every((low) => common.has(low))
  return bare ? [[span, rule.level]] : []
}

/** The words of the given details that are no small words, with their plain plurals. */
function mainWords(values, names) {
  const given = valuesOf(values, names).flatMap((value) => words(value).map(({ low }) => low))
  const main = given.filter((low) => [...low].length > 2)
  return new Set(main.flatMap((low) => [low, `${low}s`, ...(low.endsWith('s') ? [low.slice(0, -1)] : [])]))
}
