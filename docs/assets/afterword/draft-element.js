/** <afterword-draft> in a card: the text made one's own, and what the check finds in it before it leaves. */

import { readLine } from './body.js'
import { check, duplicates } from './checks.js'
import { today } from './days.js'
import { loadJson } from './files.js'
import { errorsIn, listed } from './findings.js'
import { highlight, unmark } from './highlight.js'
import { say } from './say.js'
import { type, typed, watch } from './store.js'
import { txt } from './txt.js'
import { wordsOf } from './words.js'

const EDITS = 'edits'
const PAUSE = 400 // milliseconds of rest after which what was typed is looked at

export class AfterwordDraft extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.draft)
    this.card = this.closest('afterword-template')
    this.slug = this.card.getAttribute('template')
    this.anyway = new Set()
    this.held = 0
    for (const name of ['input', 'click']) this.addEventListener(name, this)
    this.unwatch = watch(() => this.render())
  }

  disconnectedCallback() {
    clearTimeout(this.waiting)
    unmark(this)
    this.unwatch()
  }

  handleEvent(event) {
    const action = event.type === 'click' && event.target.closest('[data-action]')
    if (action) {
      event.stopPropagation()
      this.#act(action)
    } else if (event.target.localName === 'textarea') this.#keep()
  }

  /**
   * @param {number} [place] whose message, in a panel
   * @returns {{subject: string, body: string} | null} what stands in place of the template's text
   */
  edited(place = this.#place()) {
    const kept = this.#edits()[place]
    return kept ? { subject: kept.subject, body: kept.body } : null
  }

  /** A person left the panel: the others' texts, of every message, stay theirs. */
  removed(place) {
    const without = (edits) => {
      const left = Object.entries(edits).filter(([at]) => Number(at) !== place)
      return Object.fromEntries(left.map(([at, kept]) => [Number(at) > place ? at - 1 : at, kept]))
    }
    store(Object.fromEntries(Object.entries(stored()).map(([slug, edits]) => [slug, without(edits)])))
  }

  /** @returns {string} that the last look found what holds the message back; empty if it found nothing of that kind */
  get toMend() {
    const { mend_one: one, mend_other: other } = this.facts.words
    return this.held ? say(this.held > 1 ? other : one, { count: this.held }) : ''
  }

  /** Ask for the rules, once. */
  async load() {
    this.rules = await loadJson(this.facts.rules).catch(() => null)
  }

  /**
   * @param {number} place whose message
   * @param {boolean} [isRepeated] whether another of a panel would read the same
   * @returns {import('./checks.js').Finding[]} what holds it back
   */
  errors(place, isRepeated = this.#repeats(place)) {
    const draft = this.#draft(place)
    return this.rules && !this.anyway.has(draft) ? errorsIn(this.#check(draft, isRepeated)) : []
  }

  /**
   * Hold the shown message back if need be, and say why.
   * @param {() => void} go what is done after all where the visitor says so
   * @param {string} [whose] in a panel
   * @returns {boolean}
   */
  holds(go, whose = '') {
    const count = this.errors(this.#place()).length
    if (!count) return false
    this.look()
    this.go = go
    this.querySelector('[data-action="anyway"]').hidden = false
    const told = say(this.facts.words[count > 1 ? 'held_other' : 'held_one'], { count })
    this.card.tell(whose ? `${whose}: ${told}` : told)
    this.#part('findings').focus()
    return true
  }

  render() {
    const edited = this.edited()
    this.#release()
    this.#part('editor').hidden = !edited
    this.card.toggleAttribute('data-edited', Boolean(edited))
    this.querySelector('[data-action="edit"]').hidden = Boolean(edited)
    if (edited) this.#showEdited(edited)
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.look(), PAUSE)
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`)
  }

  #place() {
    return this.card.querySelector('afterword-people')?.place ?? 0
  }

  #edits() {
    return stored()[this.slug] ?? {}
  }

  #write(edits) {
    store({ ...stored(), [this.slug]: edits })
  }

  #showEdited({ subject, body }) {
    const areas = { subject, body }
    for (const area of this.querySelectorAll('textarea')) if (area.value !== areas[area.name]) area.value = areas[area.name]
    const kept = this.#edits()[this.#place()]
    this.#part('changed').hidden = kept.base === txt(this.card.generated())
    const shown = body.split(/\n{2,}/).map((paragraph) => Object.assign(document.createElement('p'), { textContent: paragraph, dir: 'auto' }))
    this.#part('edited').replaceChildren(...shown)
    if (this.#part('edited-subject')) this.#part('edited-subject').textContent = subject
  }

  /** Line breaks in a subject would end the header. */
  #keep() {
    const read = (name) => this.querySelector(`textarea[name="${name}"]`)?.value ?? ''
    // An undo after “start again” brings the text back, where nothing was kept any more.
    const base = this.#edits()[this.#place()]?.base ?? txt(this.card.generated())
    this.#write({ ...this.#edits(), [this.#place()]: { subject: read('subject').replace(/[\r\n]+/g, ' '), body: read('body'), base } })
  }

  #act({ dataset }) {
    if (dataset.action === 'edit') this.#edit()
    else if (dataset.action === 'restart') this.#restart()
    else if (dataset.action === 'find') this.#select(Number(dataset.start), Number(dataset.end))
    else if (dataset.action === 'anyway') this.#letGo()
  }

  #edit() {
    if (!this.card.mayLeave()) return
    const { subject, body } = this.card.generated()
    this.#write({ ...this.#edits(), [this.#place()]: { subject, body, base: txt({ subject, body }) } })
    this.querySelector('textarea[name="body"]').focus()
  }

  #restart() {
    const { [this.#place()]: _, ...others } = this.#edits()
    this.#write(others)
    this.querySelector('[data-action="edit"]').focus()
    this.card.tell(this.facts.words.restarted)
  }

  /** This very text may leave; a changed one is looked at again. */
  #letGo() {
    this.anyway.add(this.#draft(this.#place()))
    this.#hold(0)
    const { go } = this
    this.#release()
    go()
  }

  /** Nothing waits any more for the visitor's word. */
  #release() {
    this.go = null
    this.querySelector('[data-action="anyway"]').hidden = true
  }

  /** Select what a finding is about, where it can be mended. */
  #select(start, end) {
    const points = [...this.#draft(this.#place())]
    const head = points.length - [...this.edited().body].length
    const inBody = start >= head
    const area = this.querySelector(`textarea[name="${inBody ? 'body' : 'subject'}"]`)
    const from = inBody ? head : head - 2 - [...this.edited().subject].length
    const units = (point) => points.slice(from, point).join('').length
    area.focus()
    area.setSelectionRange(units(start), units(end))
    const lines = area.value.slice(0, units(start)).split('\n').length
    area.scrollTop = (area.scrollHeight * (lines - 1)) / area.value.split('\n').length - area.clientHeight / 2
    area.scrollIntoView({ block: 'center' })
  }

  /** The file of the message, without its last line end. */
  #draft(place) {
    const { subject, body } = this.card.message(place)
    return txt({ subject, body }).replace(/\n$/, '')
  }

  #repeats(place) {
    return this.card.querySelector('afterword-people')?.repeats?.(place) ?? false
  }

  #check(draft, isRepeated = this.#repeats(this.#place())) {
    const { stage, channel } = this.facts
    const found = check(draft, this.rules, { stage, channel, values: Object.fromEntries(wordsOf(this.card.facts, today())) })
    return isRepeated ? [...found, ...duplicates([draft, draft], this.rules)[0]] : found
  }

  /** List and mark what is found. A message with holes is not looked at: the form says what is missing. */
  async look() {
    const { missing, refused } = this.card.open()
    if (missing.length || refused.length) {
      this.#hold(0)
      return this.#list([], '')
    }
    if (!this.rules) await this.load()
    if (!this.rules || !this.isConnected) return
    const draft = this.#draft(this.#place())
    const findings = this.#check(draft)
    this.#hold(this.anyway.has(draft) ? 0 : errorsIn(findings).length)
    this.#list(findings, draft)
    highlight(this, this.#lines(draft), findings)
  }

  /** The status of the card says how many errors hold the message. */
  #hold(count) {
    if (count === this.held) return
    this.held = count
    this.card.tellLeft()
  }

  #list(findings, draft) {
    this.#part('list').replaceChildren(...listed(findings, draft, this.rules, this.facts, Boolean(this.edited())))
    this.#part('findings').hidden = !findings.length
    if (!findings.length) unmark(this)
    const { count_one: one, count_other: other } = this.facts.words
    const told = findings.length ? say(findings.length > 1 ? other : one, { count: findings.length }) : ''
    if (this.#part('count').textContent !== told) this.#part('count').textContent = told
  }

  /** The shown lines, each with where its text begins in the draft. */
  #lines(draft) {
    const edited = Boolean(this.edited())
    const subject = edited ? this.#part('edited-subject') : this.card.querySelector('[data-part="subject"]')
    const body = edited ? this.#part('edited') : this.card.querySelector('[data-part="body"]')
    const points = [...draft]
    const lines = []
    let from = 0
    const add = (line, text) => {
      const place = points.slice(from).join('').indexOf(text)
      if (place < 0) return
      from += [...points.slice(from).join('').slice(0, place)].length
      lines.push([line, from])
      from += [...text].length
    }
    if (subject) add(subject, edited ? subject.textContent : readLine(subject))
    for (const paragraph of body.children) if (!paragraph.hidden) add(paragraph, edited ? paragraph.textContent : readLine(paragraph))
    return lines
  }
}

/** The edited texts of every message: by its template, and then by the place of whom it is for. */
function stored() {
  try {
    return JSON.parse(typed(EDITS)) ?? {}
  } catch {
    return {}
  }
}

function store(edits) {
  const kept = Object.entries(edits).filter(([, texts]) => Object.keys(texts).length)
  type(EDITS, kept.length ? JSON.stringify(Object.fromEntries(kept)) : '')
}
