/** <afterword-draft> in a card: the text made one's own, and what the check finds in it before it leaves. */

import { readLine } from './body.js'
import { check } from './checks.js'
import { today } from './days.js'
import { say } from './details.js'
import { loadJson } from './files.js'
import { errorsIn, listed } from './findings.js'
import { highlight, unmark } from './highlight.js'
import { txt } from './outputs.js'
import { type, typed, watch } from './store.js'
import { wordsOf } from './words.js'

const PAUSE = 400 // milliseconds of rest after which what was typed is looked at

export class AfterwordDraft extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.draft)
    this.card = this.closest('afterword-template')
    this.entry = `edits_${this.card.getAttribute('template')}`
    this.anyway = null
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

  /** @param {number} [place] whose message, in a panel @returns {{subject: string, body: string} | null} what stands in place of the template */
  edited(place = this.#place()) {
    const kept = this.#edits()[place]
    return kept ? { subject: kept.subject, body: kept.body } : null
  }

  /** A person left the panel: the others' texts stay theirs. */
  removed(place) {
    const left = Object.entries(this.#edits()).filter(([at]) => Number(at) !== place)
    this.#write(Object.fromEntries(left.map(([at, kept]) => [Number(at) > place ? at - 1 : at, kept])))
  }

  /** Look at the message of one person now, and list what is found. @returns {Promise<boolean>} whether it is held back */
  async holds(place = this.#place()) {
    const rules = await this.#rules()
    if (!rules) return false
    const draft = this.#draft(place)
    const held = errorsIn(this.#check(draft, rules)).length
    if (!held || this.anyway === draft) return false
    this.look()
    this.card.tell(say(this.facts.words[held > 1 ? 'held_other' : 'held_one'], { count: held }))
    return true
  }

  /** What the check shows has the focus. */
  focusFindings() {
    this.#part('findings').focus()
  }

  render() {
    const edited = this.edited()
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
    try {
      return JSON.parse(typed(this.entry) || '{}')
    } catch {
      return {}
    }
  }

  #write(edits) {
    type(this.entry, Object.keys(edits).length ? JSON.stringify(edits) : '')
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
    const { base } = this.#edits()[this.#place()]
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

  #letGo() {
    this.anyway = this.#draft(this.#place())
    this.pending?.()
  }

  /** Select what a finding is about, where it can be mended. */
  #select(start, end) {
    const points = [...this.#draft(this.#place())]
    const head = points.length - [...this.edited().body].length
    const inBody = start >= head
    const area = this.querySelector(`textarea[name="${inBody ? 'body' : 'subject'}"]`)
    const from = inBody ? head : this.facts.prefix.length
    const units = (point) => points.slice(from, point).join('').length
    area.focus()
    area.setSelectionRange(units(start), units(end))
  }

  /** The file of the message, without its last line end. */
  #draft(place) {
    const { subject, body } = this.card.message(place)
    return txt({ subject, body }).replace(/\n$/, '')
  }

  #rules() {
    return loadJson(this.facts.rules).catch(() => null)
  }

  #check(draft, rules) {
    const values = Object.fromEntries(wordsOf(this.card.facts, today()))
    const { stage, channel } = this.facts
    return check(draft, rules, { stage, channel, values })
  }

  /** A message with holes is not looked at: the form says what is missing. */
  async look() {
    const { missing, refused } = this.card.open()
    if (missing.length || refused.length) return this.#list([], '', null)
    const rules = await this.#rules()
    if (!rules || !this.isConnected) return
    const draft = this.#draft(this.#place())
    const findings = this.#check(draft, rules)
    this.#list(findings, draft, rules)
    highlight(this, this.#lines(draft), findings)
  }

  #list(findings, draft, rules) {
    const isSame = this.#part('list').textContent
    const items = rules ? listed(findings, draft, rules, this.facts, Boolean(this.edited())) : []
    this.#part('list').replaceChildren(...items)
    this.#part('findings').hidden = !findings.length
    this.querySelector('[data-action="anyway"]').hidden = !errorsIn(findings).length
    if (!findings.length) unmark(this)
    const { count_one: one, count_other: other } = this.facts.words
    const told = findings.length ? say(findings.length > 1 ? other : one, { count: findings.length }) : ''
    if (this.#part('count').textContent !== told || isSame === '') this.#part('count').textContent = told
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
