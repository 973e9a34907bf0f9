/** <afterword-check>: a draft of the visitor's own, looked at while it is typed. Nothing of it is kept or sent. */

import { check } from './checks.js'
import { comparedWith } from './compared.js'
import { loadJson } from './files.js'
import { listed } from './findings.js'
import { highlight, unmark } from './highlight.js'
import { say } from './say.js'

const PAUSE = 400 // milliseconds of rest after which what was typed is looked at
const SUBJECT = /^(?:(?:From|To|Cc|Date|Sent): [^\n]*\n){0,5}Subject: ?([^\n]*)\n(?:(?:From|To|Cc|Date|Sent): [^\n]*\n){0,5}\n*/iu

export class AfterwordCheck extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.facts)
    this.compared = comparedWith(this.facts)
    for (const name of ['input', 'click', 'change']) this.addEventListener(name, this)
    this.#showCompared()
    // What the browser filled in again after a reload.
    this.look()
  }

  disconnectedCallback() {
    clearTimeout(this.waiting)
    unmark(this)
  }

  handleEvent({ type, target }) {
    if (type === 'click' && target.closest('[data-action="clear"]')) this.#clear()
    else if (type === 'change') this.look()
    else if (type === 'input') {
      this.#takeSubject(target)
      clearTimeout(this.waiting)
      this.waiting = setTimeout(() => this.look(), PAUSE)
    }
  }

  async look() {
    const { subject, body } = this.#texts()
    const rules = await loadJson(this.facts.rules).catch(() => null)
    if (!this.isConnected) return
    if (!rules) return this.#tell(this.facts.words.failed)
    const draft = `${subject ? `Subject: ${subject}\n\n` : ''}${body}`
    const stage = this.querySelector('[name="stage"]').value
    const findings = (values) => check(draft, rules, { stage, values: Object.fromEntries(values) })
    // Of a panel, the one whom the draft fits best is whom it is for.
    const [all] = body.trim() ? this.compared.map(findings).sort((one, other) => one.length - other.length) : [[]]
    // A draft that was pasted without its subject is not blamed for that.
    const found = subject ? all : all.filter(({ rule }) => rule !== 'subject')
    this.#part('list').replaceChildren(...listed(found, draft, rules, this.facts, false))
    this.#part('findings').hidden = !found.length
    this.#preview(subject, body, found)
    this.#summary(body, found)
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`)
  }

  #texts() {
    const read = (name) => this.querySelector(`textarea[name="${name}"]`).value.replace(/\r\n?/g, '\n')
    return { subject: read('subject').replace(/\n+/g, ' ').trim(), body: read('body') }
  }

  /** A draft may be pasted whole, with its subject on top. */
  #takeSubject(area) {
    const found = area.name === 'body' && SUBJECT.exec(area.value)
    if (!found) return
    this.querySelector('textarea[name="subject"]').value = found[1]
    area.value = area.value.slice(found[0].length)
  }

  #clear() {
    for (const area of this.querySelectorAll('textarea')) area.value = ''
    this.look()
    this.querySelector('textarea[name="body"]').focus()
  }

  #showCompared() {
    const labels = Object.keys(this.facts.fields).filter((name) => this.compared.some((values) => values.has(name))).map((name) => this.facts.fields[name].label)
    this.#part('compared').hidden = !labels.length
    const list = new Intl.ListFormat(this.facts.language).format(labels)
    this.#part('compared').textContent = say(this.facts.words.compared, { labels: list })
  }

  #preview(subject, body, findings) {
    this.#part('preview').hidden = !body.trim()
    const head = this.#part('edited-subject')
    head.textContent = subject
    let offset = subject ? 'Subject: '.length : 0
    const lines = subject ? [[head, offset]] : []
    offset += subject ? [...subject].length + 2 : 0
    const shown = body.split('\n').map((line) => {
      const paragraph = Object.assign(document.createElement('p'), { textContent: line, dir: 'auto' })
      lines.push([paragraph, offset])
      offset += [...line].length + 1
      return paragraph
    })
    this.#part('edited').replaceChildren(...shown)
    highlight(this, lines, findings)
  }

  #summary(body, { length: count }) {
    const { empty, none, count_one: one, count_other: other } = this.facts.words
    if (!body.trim()) this.#tell(empty)
    else this.#tell(count ? say(count > 1 ? other : one, { count }) : none)
  }

  #tell(text) {
    const status = this.querySelector('[role="status"]')
    if (status.textContent !== text) status.textContent = text
  }
}
