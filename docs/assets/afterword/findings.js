/** What the check found, as a list to read: the words, how grave it is, why, its sources. */

import { say } from './say.js'

/** The most that are listed and marked: nobody reads more. */
export const MOST = 50

/**
 * @typedef {import('./checks.js').Finding} Finding
 * @typedef {{levels: Record<string, string>, sources: string, show: string, more: string, words: object}} Facts as macros/checker.py writes them
 */

/**
 * @param {Finding[]} findings
 * @param {string} draft the text that was checked, with LF line ends
 * @param {object | null} rules as checks.js takes them; null where nothing is found
 * @param {Facts} facts
 * @param {boolean} canShow whether a place in a text area can be shown
 * @returns {Element[]} list items
 */
export function listed(findings, draft, rules, facts, canShow) {
  const points = [...draft]
  const byId = new Map((rules?.rules ?? []).map((rule) => [rule.id, rule]))
  const items = findings.slice(0, MOST).map(({ rule, level, start, end }) => {
    const item = made('li', { dir: 'auto' })
    Object.assign(item.dataset, { rule, level })
    const head = made('p', {}, made('strong', { textContent: facts.levels[level] }))
    if (start < end) head.append(' ', made('q', { textContent: shortened(points.slice(start, end).join('')) }))
    const { message, sources } = byId.get(rule)
    const links = sources.flatMap((id) => [' ', made('a', { href: `${facts.sources}#${id.toLowerCase()}`, textContent: id })])
    item.append(head, made('p', {}, message, made('span', { className: 'afterword-cite' }, ...links)))
    if (canShow && start < end) item.append(showButton(facts.show, start, end))
    return item
  })
  const left = findings.length - items.length
  return left ? [...items, made('li', { textContent: say(facts.more, { count: left }) })] : items
}

/** @param {Finding[]} findings @returns {Finding[]} those that hold a message back */
export const errorsIn = (findings) => findings.filter(({ level }) => level === 'error')

function showButton(textContent, start, end) {
  const button = made('button', { type: 'button', textContent })
  Object.assign(button.dataset, { action: 'find', start, end })
  return button
}

/** Long passages are recognised by their beginning. */
function shortened(text) {
  const points = [...text.replaceAll('\n', ' ')]
  return points.length > 80 ? `${points.slice(0, 79).join('')}…` : points.join('')
}

function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}
