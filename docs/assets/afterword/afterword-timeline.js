/** The visitor's own timeline: <afterword-timeline> around the markup that macros/planner.py writes. */

import { DatesRefused, makeCalendar } from './business-days.js'
import { printDate, readDate } from './dates.js'
import { daysAway, iso, today } from './days.js'
import { readDetail, say } from './details.js'
import { loadCountry } from './holidays.js'
import { ics, makeEvent } from './ics.js'
import { messageFor, refusal, state, why } from './steps.js'
import { forget, type, typed, watch } from './store.js'
import { plan } from './timeline.js'

const DATES = ['interview_date', 'promised_date']
const CHOICES = ['country', 'region', 'weekend']
const SENT = 'timeline_sent'

export class AfterwordTimeline extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.facts)
    this.asked = 0
    for (const name of ['change', 'click']) this.addEventListener(name, this)
    this.unwatch = watch(() => this.render())
  }

  disconnectedCallback() {
    this.unwatch()
  }

  handleEvent({ type: kind, target }) {
    if (kind === 'click') this.#act(target.closest('[data-action]'))
    else if (DATES.includes(target.name)) type(target.name, target.value)
    else if (target.name === 'sent') type(SENT, this.#ticked().join(' '))
    else if (CHOICES.includes(target.name)) this.#choose(target)
  }

  /** Show the days that the visitor's dates give; only the newest of several renderings is shown. */
  async render() {
    this.asked += 1
    const mine = this.asked
    this.#showInputs()
    const { steps, error } = await this.#plan()
    if (mine !== this.asked) return
    this.steps = steps
    for (const button of this.querySelectorAll('[data-action="ics"]')) button.hidden = !steps
    this.toggleAttribute('data-planned', Boolean(steps))
    for (const row of this.querySelectorAll('[data-phase]:is(li)')) {
      const step = steps?.find(({ phase }) => phase === row.dataset.phase)
      if (step) this.#show(row, step)
    }
    this.#tell(error ?? (steps ? this.#summary(steps) : this.facts.words.start))
  }

  #showInputs() {
    for (const name of DATES) {
      const input = this.#input(name)
      if (input.value !== typed(name)) input.value = typed(name)
    }
    const sent = typed(SENT).split(' ')
    for (const box of this.querySelectorAll('[name="sent"]')) box.checked = sent.includes(box.value)
    for (const name of CHOICES) {
      const select = this.#input(name)
      const value = typed(`timeline_${name}`)
      if ([...select.options].some((option) => option.value === value)) select.value = value
    }
  }

  #input(name) {
    return this.querySelector(`[name="${name}"]`)
  }

  #ticked() {
    return Array.from(this.querySelectorAll('[name="sent"]:checked'), (box) => box.value)
  }

  #choose({ name, value }) {
    if (name === 'country') type('timeline_region', '')
    type(`timeline_${name}`, value)
  }

  /** @returns {Promise<{steps?: import('./steps.js').Step[], error?: string}>} nothing where no interview is given */
  async #plan() {
    const { value, error } = this.#read('interview_date')
    const promised = this.#read('promised_date')
    if (error || promised.error) return { error: error ?? promised.error }
    if (!value) return {}
    try {
      const calendar = await this.#calendar()
      const sent = Object.fromEntries(this.#ticked().map((phase) => [phase, null]))
      const asked = { interview: readDate(value), promised: promised.value ? readDate(promised.value) : null, sent }
      return { steps: plan(asked, this.facts.timeline, calendar) }
    } catch (refused) {
      if (refused instanceof DatesRefused) return { error: refusal(refused, this.facts) }
      return { error: this.facts.words.no_file }
    }
  }

  #read(name) {
    return readDetail(this.facts.fields[name], typed(name), this.facts.errors)
  }

  async #calendar() {
    const code = typed('timeline_country')
    const weekend = (typed('timeline_weekend') || 'sat sun').split(' ')
    const country = code ? await loadCountry(this.facts.holidays, code) : null
    this.#showRegions(country)
    const region = typed('timeline_region')
    return makeCalendar(weekend, country, country && region in country.regions ? region : null)
  }

  #showRegions(country) {
    const select = this.#input('region')
    const regions = Object.entries(country?.regions ?? {})
    const options = regions.map(([code, { name }]) => Object.assign(document.createElement('option'), { value: code, textContent: name }))
    select.replaceChildren(select.options[0], ...options)
    select.value = typed('timeline_region')
    select.closest('[data-part]').hidden = !regions.length
  }

  #show(row, step) {
    const now = today()
    const stands = state(step, now)
    row.dataset.state = stands
    const put = (part, text) => {
      const place = row.querySelector(`[data-part="${part}"]`)
      place.textContent = text
      place.hidden = !text
    }
    put('day', printDate(step.day, this.facts.dates))
    put('away', daysAway(step.day, now, this.facts.days))
    put('window', this.#window(step))
    put('overdue', stands === 'late' ? this.facts.words[`late_${step.phase.replace('-', '_')}`] ?? '' : '')
    put('why', why(step, this.facts))
    const slug = messageFor(step, now)
    for (const link of row.querySelectorAll('[data-template]')) link.hidden = link.dataset.template !== slug
    const reasons = step.reasons.map(([key]) => key)
    for (const cites of row.querySelectorAll('[data-reason]')) cites.hidden = !reasons.includes(cites.dataset.reason)
    row.querySelector('[data-part="message"]').hidden = step.sent || step.over
  }

  #window({ earliest, latest }) {
    const [from, to] = [earliest, latest].map((day) => day && printDate(day, this.facts.dates))
    return say(latest ? this.facts.words.window : this.facts.words.from, { from, to })
  }

  /** What to do next, in one sentence. */
  #summary(steps) {
    const next = steps.find((step) => !step.sent && !step.over)
    if (!next) return this.facts.words.done
    const row = this.querySelector(`li[data-phase="${next.phase}"] .afterword-what`)
    return say(this.facts.words.next, { what: row.textContent, day: printDate(next.day, this.facts.dates) })
  }

  #act(button) {
    const action = button?.dataset.action
    if (action === 'today') type('interview_date', iso(today()))
    else if (action === 'forget') this.#forget()
    else if (action === 'ics') this.#download(button.dataset.phase)
  }

  #forget() {
    forget()
    this.#tell(this.facts.status.forgotten)
  }

  #download(phase) {
    const steps = this.steps.filter((step) => (phase ? step.phase === phase : !step.sent && !step.over))
    const events = steps.map((step) => this.#event(step))
    const file = phase ? `${phase}.ics` : 'afterword.ics'
    const href = URL.createObjectURL(new Blob([ics(events, new Date())], { type: 'text/calendar;charset=utf-8' }))
    Object.assign(document.createElement('a'), { href, download: file }).click()
    setTimeout(() => URL.revokeObjectURL(href), 60_000)
    this.#tell(say(this.facts.status.downloaded, { file }))
    this.dispatchEvent(new CustomEvent('afterword:action', { bubbles: true, detail: { action: 'ics', file } }))
  }

  #event(step) {
    const row = this.querySelector(`li[data-phase="${step.phase}"]`)
    const message = this.facts.messages[messageFor(step, today())]
    const facts = {
      title: row.querySelector('.afterword-what').textContent,
      why: why(step, this.facts),
      message: message.title,
      url: message.url,
      text: message.text,
      company: this.#read('company').value ?? '',
    }
    return makeEvent(step.phase, readDate(this.#read('interview_date').value), step.day, facts, this.facts.ics)
  }

  /** Announce, even if the same was announced before. */
  #tell(text) {
    this.querySelector('[role="status"]').replaceChildren(text)
  }
}
