/** The visitor's own timeline: <afterword-timeline> around the markup that macros/planner.py writes. */

import { fill, readLine, readText } from './body.js'
import { printDate, readDate } from './dates.js'
import { daysAway, daysBetween, iso, today } from './days.js'
import { readDetail } from './details.js'
import { ics, makeEvent } from './ics.js'
import { showPicture } from './picture.js'
import { actOn, isSoon, showStep } from './plan-steps.js'
import { say } from './say.js'
import { isLeft, messageFor, why } from './steps.js'
import { forget, isKept, isRemembered, remember, type, typed, watch } from './store.js'
import { txt } from './txt.js'
import { CHOICES, sentPhases, visitorCountry, visitorPlan } from './visitor-plan.js'
import { holesOf, wordsOf } from './words.js'

const YEAR = 366
const DATES = ['interview_date', 'promised_date', 'check_in_date']

export class AfterwordTimeline extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.facts)
    this.asked = 0
    // A day that does not exist is no change of value.
    for (const name of ['change', 'click', 'focusout']) this.addEventListener(name, this)
    this.unwatch = watch(() => this.render())
  }

  disconnectedCallback() {
    this.unwatch()
  }

  handleEvent({ type: kind, target }) {
    if (kind === 'click') this.#act(target.closest('[data-action]'))
    else if (DATES.includes(target.name)) this.#keepDate(target)
    else if (kind === 'focusout') return
    else if (target.dataset.part === 'remember') remember(target.checked)
    else if (target.name === 'sent') type(CHOICES.sent, this.#ticked().join(' '))
    else if (target.name in CHOICES) this.#choose(target)
  }

  /** Show the days that the visitor's dates give; only the newest of several renderings is shown. */
  async render() {
    this.asked += 1
    const mine = this.asked
    this.#showInputs()
    const refused = this.#refused()
    const [country, made] = await Promise.all([this.#country(), refused ?? visitorPlan(this.facts.plan, today())])
    if (mine !== this.asked) return
    this.made = made?.steps ? made : null
    this.#showErrors(made ?? {})
    this.#showRegions(country)
    this.toggleAttribute('data-planned', Boolean(this.made))
    for (const row of this.querySelectorAll('li[data-phase]')) this.#showStep(row)
    showPicture(this.#part('picture'), this.made, (step) => this.#title(step), this.facts)
    this.#part('ics-note').hidden = !this.made
    for (const button of this.querySelectorAll('[data-action="ics"]')) button.hidden = !this.#steps(button.dataset.phase).length
    this.#tellOnce(made?.offline ? this.facts.words.no_file : made?.error ?? this.#summary())
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`)
  }

  #input(name) {
    return this.querySelector(`[name="${name}"]`)
  }

  #ticked() {
    return Array.from(this.querySelectorAll('[name="sent"]:checked'), (box) => box.value)
  }

  #read(name) {
    return readDetail(this.facts.fields[name], typed(name), this.facts.errors)
  }

  #showInputs() {
    for (const name of DATES) {
      const input = this.#input(name)
      if (input.value !== typed(name) && !input.validity.badInput) input.value = typed(name)
    }
    for (const box of this.querySelectorAll('[name="sent"]')) box.checked = sentPhases().includes(box.value)
    for (const name of ['country', 'weekend']) this.#input(name).value = typed(CHOICES[name])
    if (Object.values(CHOICES).slice(1).some((name) => typed(name))) this.querySelector('.afterword-extras').open = true
    this.#part('last-sent').hidden = !sentPhases().includes('check-in')
    this.#part('remember').checked = isRemembered()
    if (!isKept()) this.querySelector('#afterword-remember-hint').textContent = this.facts.status.not_kept
  }

  #keepDate(input) {
    if (typed(input.name) !== input.value) type(input.name, input.value)
    else this.render()
  }

  /** The first field whose day cannot be: no day of the calendar, or sent on a day to come. */
  #refused() {
    const { no_day: noDay, future } = this.facts.words
    const error = (name) => {
      if (this.#input(name).validity.badInput) return noDay
      const day = name === 'check_in_date' && sentPhases().includes('check-in') ? readDate(typed(name)) : null
      return day > today() ? future : this.#read(name).error
    }
    const field = DATES.find(error)
    return field ? { field, error: error(field) } : null
  }

  /** What cannot be is told where it can be mended. */
  #showErrors({ field, error = '' }) {
    for (const name of DATES) {
      const [input, text] = [this.#input(name), name === field ? error : '']
      const place = this.querySelector(`#${input.id}-error`)
      if (place.textContent !== text) place.textContent = text
      place.hidden = !text
      if (text) input.setAttribute('aria-invalid', 'true')
      else input.removeAttribute('aria-invalid')
    }
  }

  #choose({ name, value }) {
    if (name === 'country') type(CHOICES.region, '')
    type(CHOICES[name], value)
  }

  /** Without its file there are no regions to choose; the plan says why. */
  #country() {
    return visitorCountry(this.facts.plan.holidays).catch(() => null)
  }

  #showRegions(country) {
    const select = this.#input('region')
    const regions = Object.entries(country?.regions ?? {})
    const options = regions.map(([code, { name }]) => Object.assign(document.createElement('option'), { value: code, textContent: name }))
    select.replaceChildren(select.options[0], ...options)
    select.value = typed(CHOICES.region)
    this.#part('region').hidden = !regions.length
  }

  #showStep(row) {
    this.blank ??= new Map(Array.from(this.querySelectorAll('li[data-phase]'), (one) => [one, one.cloneNode(true)]))
    const step = this.made?.steps.find(({ phase }) => phase === row.dataset.phase)
    const isDone = !this.#steps().length
    if (step) showStep(row, step, { interview: this.made.interview, now: today(), isDone }, this.facts)
    else this.#clearStep(row)
  }

  #clearStep(row) {
    if (!row.dataset.state) return
    row.replaceChildren(...this.blank.get(row).cloneNode(true).childNodes)
    delete row.dataset.state
  }

  /** What to do next, in one sentence. */
  #summary() {
    const { start, done, next, next_soon: nextSoon } = this.facts.words
    if (!this.made) return start
    const [step] = this.#steps()
    if (!step) return done
    const [now, { dates, days }] = [today(), this.facts.plan]
    const day = actOn(step, now)
    const when = { ...step.reasons[0][1], day: printDate(day, dates), away: daysAway(day, now, days) }
    const told = say(isSoon(step, now) ? nextSoon : next, { what: this.#title(step), ...when })
    return Math.abs(daysBetween(now, this.made.interview)) > YEAR ? `${told} ${this.facts.words.year}` : told
  }

  #title({ phase }) {
    return this.querySelector(`li[data-phase="${phase}"] .afterword-what`).textContent
  }

  #act(button) {
    const action = button?.dataset.action
    if (action === 'today') this.#setToday()
    else if (action === 'forget') this.#forget()
    else if (action === 'ics') this.#download(button.dataset.phase)
  }

  #setToday() {
    const input = this.#input('interview_date')
    input.value = iso(today())
    this.#keepDate(input)
  }

  async #forget() {
    for (const name of DATES) this.#input(name).value = ''
    forget()
    await this.render()
    this.#tell(this.facts.status.forgotten)
    this.dispatchEvent(new CustomEvent('afterword:action', { bubbles: true, detail: { action: 'forget' } }))
  }

  /** What is left to send: of one phase, or of all. */
  #steps(phase) {
    return (this.made?.steps ?? []).filter((step) => isLeft(step) && [undefined, step.phase].includes(phase))
  }

  #download(phase) {
    const steps = this.#steps(phase)
    const file = phase ? `${phase}.ics` : 'afterword.ics'
    const text = ics(steps.map((step) => this.#event(step)), new Date())
    const href = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
    Object.assign(document.createElement('a'), { href, download: file }).click()
    setTimeout(() => URL.revokeObjectURL(href), 60_000)
    this.#tell(say(this.facts.status.downloaded, { file }))
    this.dispatchEvent(new CustomEvent('afterword:action', { bubbles: true, detail: { action: 'ics', file } }))
  }

  #event(step) {
    const [now, slug] = [today(), messageFor(step, today())]
    const day = actOn(step, now)
    const link = this.querySelector(`li[data-phase="${step.phase}"] [data-template="${slug}"]`)
    const facts = {
      why: why(step, this.facts.plan),
      message: link.textContent,
      url: new URL(link.getAttribute('href') ?? '', document.baseURI).href,
      text: this.#text(slug, day),
      company: this.#read('company').value ?? '',
    }
    return makeEvent(step.phase, this.made.interview, day, facts, this.facts.ics)
  }

  /** The message as it reads on its day: what must be in it and is not known is a placeholder, the rest drops out. */
  #text(slug, day) {
    const message = this.querySelector(`[data-message="${slug}"]`).cloneNode(true)
    fill(message, wordsOf(this.facts, day), holesOf(this.facts))
    const [subject, body] = ['subject', 'body'].map((part) => message.querySelector(`[data-part="${part}"]`))
    return txt({ subject: readLine(subject), body: readText(body) }).trimEnd()
  }

  /** Announce, even if the same was announced before. */
  #tell(text) {
    this.querySelector('[role="status"]').replaceChildren(text)
  }

  #tellOnce(text) {
    if (this.querySelector('[role="status"]').textContent !== text) this.#tell(text)
  }
}
