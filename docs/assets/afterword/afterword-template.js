/** The fillable card: <afterword-template> around the markup that macros/page.py writes. */

import { fill, readLine, readText, requiredFields } from './body.js'
import { asciiAddress } from './addresses.js'
import { copy } from './clipboard.js'
import { today } from './days.js'
import { readDetail } from './details.js'
import { due } from './due.js'
import { measure } from './measure.js'
import { MOST_ADDRESS, eml, gmail, mailto, outlook } from './outputs.js'
import { say } from './say.js'
import { forget, isKept, isRemembered, remember, type, typed, watch } from './store.js'
import { txt } from './txt.js'
import { blanksOf, holesOf, wordsOf } from './words.js'

const ADDRESSES = { mailto, gmail, outlook }
const FILES = { eml: [eml, 'message/rfc822'], txt: [txt, 'text/plain;charset=utf-8'] }

export class AfterwordTemplate extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.facts)
    this.holes = holesOf(this.facts)
    for (const name of ['input', 'change', 'click', 'focusout']) this.addEventListener(name, this)
    window.addEventListener('pagehide', this)
    this.unwatch = watch(() => this.render())
  }

  disconnectedCallback() {
    window.removeEventListener('pagehide', this)
    this.unwatch()
  }

  handleEvent(event) {
    if (event.type === 'click') this.#click(event)
    else if (event.type === 'pagehide') this.keep()
    else if (event.type === 'focusout') this.#judgeDay(event.target)
    else if (event.target.dataset.part === 'remember') remember(event.target.checked)
    else if (event.target.type === 'radio') this.render()
    else if (event.target.name in this.facts.fields) {
      this.#keep(event.target)
      if (event.type === 'change' && typed(event.target.name)) this.#judge(event.target)
    }
  }

  /** Store what the form shows. */
  keep() {
    for (const input of this.#inputs()) this.#keep(input)
  }

  forgive() {
    for (const input of document.querySelectorAll('.afterword-field [aria-invalid]')) showError(input, '')
  }

  /** A detail as it may stand in a message. */
  value(name) {
    return this.#read(name).value ?? ''
  }

  /** Show what the visitor's details make of this message. */
  render() {
    const words = wordsOf(this.facts, today())
    this.querySelector('.afterword-sheet > textarea')?.remove()
    for (const input of this.#inputs()) {
      const text = typed(input.name) || (input.type === 'select-one' ? input.options[0].value : '')
      if (input.value !== text) input.value = text
      if (input.getAttribute('aria-invalid')) this.#judge(input)
    }
    for (const part of this.querySelectorAll('[data-part="to"], [data-part="body"], [data-subject]')) fill(part, words, this.holes)
    const chosen = this.#chosenSubject()
    if (chosen) this.#part('subject').replaceChildren(...chosen.cloneNode(true).childNodes)
    else if (this.#part('subject')) fill(this.#part('subject'), words, this.holes)
    this.#renderDue()
    this.#renderMeasure()
    this.#renderStorage()
    this.tellLeft()
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`)
  }

  #inputs() {
    return Array.from(this.querySelectorAll('.afterword-field :is(input, select, textarea)'))
  }

  #chosenSubject() {
    return this.querySelector('.afterword-subjects input:checked')?.nextElementSibling
  }

  /** The field that is typed for a slot: its own, or the one that it is computed from. */
  #typedFor(slot) {
    return this.facts.derived[slot]?.of ?? slot
  }

  #keep(input) {
    const initial = input.type === 'select-one' ? input.options[0].value : ''
    const text = input.value === initial ? '' : input.value
    if (text !== typed(input.name)) type(input.name, text)
  }

  #read(name) {
    return readDetail(this.facts.fields[name], typed(name), this.facts.errors)
  }

  /** What stands between the visitor and sending, in the order of the form. */
  open() {
    const subject = this.#part('subject')
    const slots = [...requiredFields(this.#part('body')), ...(subject ? requiredFields(subject) : [])]
    const required = new Set(slots.map((slot) => this.#typedFor(slot)))
    const names = Object.keys(this.facts.fields)
    const refused = names.filter((name) => this.#read(name).error)
    const empty = (name) => !this.#read(name).value && !this.#read(name).error && !this.facts.fields[name].choices
    // A text that was edited has no slots; only the address is still taken from the form.
    if (this.#draft?.edited()?.body.trim()) return { missing: [], refused: refused.filter((name) => name === this.facts.to[1]) }
    return { missing: names.filter((name) => required.has(name) && empty(name)), refused }
  }

  /** A day that does not exist leaves a date field without a value. */
  #judgeDay(input) {
    if (input.validity?.badInput) showError(input, say(this.facts.errors.date, this.facts.fields[input.name]))
    else if (input.type === 'date') this.#judge(input)
  }

  #judge(input) {
    const { value, error } = this.#read(input.name)
    const required = input.getAttribute('aria-required') === 'true'
    showError(input, error ?? (value || !required ? '' : this.facts.status.required))
  }

  /** Only the newest of several renderings is shown: holidays may have to be asked for. */
  async #renderDue() {
    if (!this.facts.due) return
    const mine = {}
    this.newest = mine
    const told = await due(this.facts.due)
    if (this.newest !== mine) return
    const [href, textContent] = told?.link ?? []
    const link = href ? Object.assign(document.createElement('a'), { href, textContent }) : textContent
    this.#part('due').hidden = !told
    this.#part('due').replaceChildren(...(told ? [`${told.text} `, ...(link ? [link] : [])] : []))
  }

  #renderMeasure() {
    if (!this.facts.channel) return
    const [key, numbers] = measure(this.message().body, this.facts.channel)
    this.#part('measure').textContent = say(this.facts.measure[key], numbers)
  }

  #renderStorage() {
    const box = this.#part('remember')
    if (!box) return
    box.checked = isRemembered()
    if (!isKept()) this.querySelector('#afterword-remember-hint').textContent = this.facts.status.not_kept
  }

  /** Count down what is left to fill in, and then to mend. */
  tellLeft() {
    const { missing, refused } = this.open()
    const open = [...missing, ...refused]
    const form = new Intl.PluralRules(this.facts.language).select(open.length)
    const left = this.facts[`left_${form}`] ?? this.facts.left_other
    const told = open.length ? [`${say(left, { count: open.length })} `, this.#link(open[0])] : [this.#draft?.toMend || this.facts.ready]
    // A status is announced when it changes, so the same one is left alone.
    const text = told.map((node) => node.textContent ?? node).join('')
    if (this.querySelector('[role="status"]').textContent !== text) this.tell(...told)
  }

  /** Announce, even if the same was announced before. */
  tell(...nodes) {
    this.querySelector('[role="status"]').replaceChildren(...nodes)
  }

  #link(name) {
    const link = document.createElement('a')
    link.href = `#afterword-${name}`
    link.textContent = this.facts.fields[name].label
    return link
  }

  #click(event) {
    const button = event.target.closest('[data-action]')
    const goto = event.target.closest('.afterword-hole, [href*="#afterword-"]')
    if (button) this.#act(button)
    else if (goto) {
      event.preventDefault()
      event.stopPropagation()
      focusInput(goto.hash?.replace('#afterword-', '') ?? this.#typedFor(goto.dataset.slot))
    }
  }

  async #act(button) {
    const { action, what, done } = button.dataset
    if (action === 'forget') return this.#forget(done)
    // The page may have been open since yesterday.
    this.render()
    if (action === 'copy-blank') return this.#copy(txt(this.#blank()).trimEnd(), action, done)
    if (!this.mayLeave()) return
    if (this.#draft && !this.#draft.rules) await this.#draft.load()
    if (this.#draft?.holds(() => this.#act(button))) return
    const message = this.message()
    if (action === 'copy') return this.#copy(pick(message, what), action, done)
    if (action in ADDRESSES) return this.#openAddress(ADDRESSES[action](message, what), action, done)
    if (action in FILES) return this.#download(message, action, done)
    return this.#print(action, done)
  }

  /** The send gate: no placeholder leaves, and nothing that would be refused. */
  mayLeave() {
    const { missing, refused } = this.open()
    const open = [...missing, ...refused]
    for (const name of missing) showError(inputOf(name), this.facts.status.required)
    for (const name of refused) showError(inputOf(name), this.#read(name).error)
    if (!open.length) return true
    const labels = new Intl.ListFormat(this.facts.language).format(open.map((name) => this.facts.fields[name].label))
    this.tell(say(missing.length ? this.facts.status.missing : this.facts.status.refused, { labels }))
    focusInput(open[0])
    return false
  }

  /** @param {number} [place] whose, in a panel, if not that of the one who is shown */
  message(place) {
    const [name, address] = this.facts.to.map((field) => this.#read(field).value)
    const texts = this.#draft?.edited(place) ?? this.generated()
    return { name, address: address ? asciiAddress(address).address : '', ...texts }
  }

  /** The texts as the template has them. */
  generated() {
    return this.#texts(wordsOf(this.facts, today()))
  }

  /** What checks the message, and holds the text that was edited; not every site and frame has it. */
  get #draft() {
    return this.querySelector('afterword-draft:defined')
  }

  #blank() {
    return this.#texts(blanksOf(this.facts))
  }

  #texts(words) {
    const [subject, body] = [this.#part('subject'), this.#part('body')].map((part) => part?.cloneNode(true))
    for (const part of [subject, body]) if (part) fill(part, words, this.holes)
    return { subject: subject ? readLine(subject) : '', body: readText(body) }
  }

  #done(detail, text) {
    this.tell(text)
    this.dispatchEvent(new CustomEvent('afterword:action', { bubbles: true, detail }))
  }

  async #copy(text, action, done) {
    const copied = await copy(text, this.querySelector('.afterword-sheet'))
    this.#done({ action }, this.facts.status[copied ? done : 'selected'])
  }

  #openAddress(address, action, done) {
    if (address.length > MOST_ADDRESS) {
      this.tell(this.facts.status.too_long)
      this.querySelector('[data-action="copy"]').focus()
      return
    }
    follow({ href: address, ...(action === 'mailto' ? {} : { target: '_blank', rel: 'noopener noreferrer' }) })
    this.#done({ action, address }, this.facts.status[done])
  }

  #download(message, action, done) {
    const [write, type] = FILES[action]
    const stem = this.querySelector('afterword-people')?.stem ?? this.getAttribute('template')
    this.save(new Blob([write(message)], { type }), `${stem}.${action}`, action, done)
  }

  save(blob, file, action, done) {
    const href = URL.createObjectURL(blob)
    follow({ href, download: file })
    setTimeout(() => URL.revokeObjectURL(href), 60_000)
    this.#done({ action, file }, say(this.facts.status[done], { file }))
  }

  #print(action, done) {
    const root = document.documentElement
    root.classList.add('afterword-printing')
    this.classList.add('afterword-printed')
    window.addEventListener('afterprint', () => {
      root.classList.remove('afterword-printing')
      this.classList.remove('afterword-printed')
    }, { once: true })
    window.print()
    this.#done({ action }, this.facts.status[done])
  }

  #forget(done) {
    this.forgive()
    for (const radio of document.querySelectorAll('.afterword-subjects input[value="0"]')) radio.checked = true
    forget()
    this.#done({ action: 'forget' }, this.facts.status[done])
  }
}

const inputOf = (name) => document.getElementById(`afterword-${name}`)

/** A field may stand in a closed part of the form. */
function focusInput(name) {
  const input = inputOf(name)
  if (input?.closest('details')) input.closest('details').open = true
  input?.focus()
}

function pick(message, what) {
  return what === 'both' ? txt(message).trimEnd() : message[what]
}

function showError(input, text) {
  if (text) input.setAttribute('aria-invalid', 'true')
  else input.removeAttribute('aria-invalid')
  const place = document.getElementById(`${input.id}-error`)
  place.hidden = !text
  if (place.textContent !== text) place.textContent = text
}

function follow(attributes) {
  Object.assign(document.createElement('a'), attributes).click()
}
