/** Words of a shown text marked in place, without a change to it (CSS Custom Highlight API, where the browser has it). */

import { MOST } from './findings.js'

const LEVELS = ['error', 'warn', 'note']
const marked = new Map()

/**
 * @typedef {{level: string, start: number, end: number}} Mark offsets in code points of the shown text
 */

/**
 * Mark words in `lines`, elements whose texts are joined by the given breaks; what the element showed before is let go.
 * @param {object} owner who marks, so that one card leaves another's marks alone
 * @param {[Element, number][]} lines each shown line or paragraph, with the offset at which its text begins
 * @param {Mark[]} marks
 */
export function highlight(owner, lines, marks) {
  if (!CSS.highlights) return
  marked.set(owner, marks.slice(0, MOST).filter(({ start, end }) => start < end).flatMap((mark) => rangesOf(lines, mark)))
  show()
}

/** Let go of what `owner` marked. */
export function unmark(owner) {
  if (marked.delete(owner)) show()
}

function show() {
  for (const level of LEVELS) {
    const ranges = [...marked.values()].flat().filter(([one]) => one === level).map(([, range]) => range)
    CSS.highlights.set(`afterword-${level}`, new Highlight(...ranges))
  }
}

function rangesOf(lines, { level, start, end }) {
  return lines.flatMap(([line, offset]) => {
    const range = rangeIn(line, start - offset, end - offset)
    return range ? [[level, range]] : []
  })
}

/** @returns {Range | null} the part of a line's shown text from one code point to another */
function rangeIn(line, start, end) {
  const range = document.createRange()
  let [seen, begun, ended] = [0, false, false]
  for (const node of shownTexts(line)) {
    const length = [...node.data].length
    if (!begun && start < seen + length && end > seen) {
      range.setStart(node, units(node, Math.max(start - seen, 0)))
      begun = true
    }
    if (begun && end > seen) {
      range.setEnd(node, units(node, Math.min(end - seen, length)))
      ended = true
    }
    seen += length
  }
  return begun && ended ? range : null
}

function* shownTexts(line) {
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) if (!texts.currentNode.parentElement.closest('[hidden]')) yield texts.currentNode
}

/** Code points as the code units that a Range counts. */
const units = (node, points) => [...node.data].slice(0, points).join('').length
