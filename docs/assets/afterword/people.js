/**
 * Several interviewers in one card: <afterword-people> in the card's form. Each of them gets the message, or the visitor
 * chooses who does.
 */

import { eml } from './outputs.js'
import { likeness, sameDetails, stems } from './panel.js'
import { everybody, readRoster, showing, writeRoster } from './roster.js'
import { say } from './say.js'
import { suppose, typeAll, typed, watch } from './store.js'
import { zip } from './zip.js'

const ROSTER = 'people'

export class AfterwordPeople extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.panel)
    this.card = this.closest('afterword-template')
    this.homes = this.#ownFields().map((field) => [field, field.parentElement.insertBefore(document.createComment(''), field)])
    for (const name of ['input', 'change', 'click']) this.addEventListener(name, this)
    this.unwatch = watch(() => this.render())
  }

  disconnectedCallback() {
    this.unwatch()
  }

  /** The name of the shown person's files, without the ending; undefined where the message is for one. */
  get stem() {
    const { people, place } = this.#state()
    return this.facts.each && people.length > 1 ? this.#stems(people)[place] : undefined
  }

  /** Whose message is shown, counted from 0. */
  get place() {
    return Math.max(this.#state().place, 0)
  }

  /** @returns {boolean} whether this person would read what another reads: the same detail, or the same edited text */
  repeats(place) {
    const { people } = this.#state()
    const edited = people.map((person, at) => this.#draft.edited(at)?.body)
    const said = this.#said(people).map((own, at) => (edited[at] === undefined ? own : {}))
    const isSame = (body, at) => at !== place && afterGreeting(body) === afterGreeting(edited[place])
    return sameDetails(said, this.facts.own).flat().includes(place) || (edited[place] !== undefined && edited.some(isSame))
  }

  handleEvent(event) {
    const action = event.type === 'click' && event.target.closest('[data-action]')?.dataset.action
    const tab = event.target.closest('[data-part="tabs"] input')
    if (action || tab) event.stopPropagation()
    if (action) this.#act(action)
    else if (tab && event.type === 'change') this.#choose(Number(tab.value))
  }

  render() {
    const { people, place } = this.#state()
    this.#part('panel').hidden = people.length < 2
    this.#gather(people.length > 1)
    if (!this.facts.each) this.#protect(people, place)
    if (people.length < 2) return
    const names = this.#names(people)
    this.#renderTabs(people, names, place)
    write(this.querySelector('[data-action="remove-person"]'), ...told(this.facts.remove, { name: names[place] }))
    if (!this.facts.each) return
    const said = this.#said(people)
    this.#renderLikeness(said, names)
    this.#renderSame(said, names)
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`)
  }

  /** Each person's own fields that this card asks for, the labels aside, which are at home here. */
  #ownFields() {
    const inputs = this.facts.fields.map((name) => this.card.querySelector(`#afterword-${name}`))
    return inputs.filter((input) => input && !this.contains(input)).map((input) => input.closest('.afterword-field'))
  }

  /** Everybody's details as typed, and the place of the one who is shown. */
  #state() {
    const roster = readRoster(typed(ROSTER), this.facts.fields)
    const shown = Object.fromEntries(this.facts.fields.map((name) => [name, typed(name)]))
    return { people: everybody(roster, shown), place: roster.indexOf(null) }
  }

  #show(people, place) {
    this.card.forgive()
    typeAll({ ...people[place], [ROSTER]: writeRoster(showing(people, place)) })
  }

  /** What may stand in a message to this person. */
  #value(person, field) {
    return suppose(person, () => this.card.value(field))
  }

  /** As the visitor sees them, also where a name is still missing. */
  #names(people) {
    return people.map((person, at) => this.#value(person, this.facts.name) || say(this.facts.unnamed, { number: at + 1 }))
  }

  #stems(people) {
    return stems(this.card.getAttribute('template'), people.map((person) => this.#value(person, this.facts.name)))
  }

  /** What each person is told alone. */
  #said(people) {
    return people.map((person) => Object.fromEntries(this.facts.own.map((field) => [field, this.#value(person, field)])))
  }

  #label(field) {
    return this.card.facts.fields[field].label
  }

  /** Where one of several is chosen, another name typed over theirs would lose them: only a missing name is asked for. */
  #protect(people, place) {
    const isNamed = people.length > 1 && Boolean(this.#value(people[place], this.facts.name))
    this.querySelector('[data-action="remove-person"]').hidden = isNamed
    const [field] = this.homes.find(([own]) => own.querySelector(`[name="${this.facts.name}"]`)) ?? []
    const shown = `${place}/${people.length}`
    // Who types a name keeps its field.
    if (field && (!isNamed || shown !== this.shown)) field.hidden = isNamed
    this.shown = shown
  }

  /** The own fields stand together while there are several people, and else where the card has them. */
  #gather(together) {
    for (const [field, home] of this.homes) {
      if (together && !this.contains(field)) this.#part('own').append(field)
      else if (!together && this.contains(field)) home.after(field)
    }
    const more = this.card.querySelector('.afterword-extras')
    if (more) more.querySelector('summary span').textContent = `(${more.querySelectorAll('.afterword-field').length})`
  }

  #renderTabs(people, names, place) {
    const tabs = this.#part('tabs')
    while (tabs.children.length > people.length) tabs.lastElementChild.remove()
    while (tabs.children.length < people.length) tabs.append(this.#makeTab(tabs.children.length))
    people.forEach((person, at) => {
      const [radio, ...parts] = tabs.children[at].children
      radio.checked = at === place
      const texts = [names[at], ...this.facts.labels.map((field) => this.#value(person, field))]
      parts.forEach((part, number) => write(part, texts[number]))
    })
  }

  #makeTab(at) {
    const tab = document.createElement('label')
    const group = this.#part('tabs').id
    tab.append(make('input', { type: 'radio', name: group, id: `${group}-${at}`, value: at, autocomplete: 'off' }))
    tab.append(make('strong', { dir: 'auto' }), ...this.facts.labels.map(() => make('span', { dir: 'auto' })))
    return tab
  }

  /** Of all pairs of messages, how alike the closest are. */
  #renderLikeness(said, names) {
    const texts = said.map((person, at) => this.#draft?.edited(at)?.body ?? Object.values(person).join('\n'))
    const pairs = texts.flatMap((one, at) => texts.slice(0, at).map((other, before) => [likeness(other, one), before, at]))
    const [share, one, other] = pairs.reduce((most, pair) => (pair[0] > most[0] ? pair : most))
    this.#part('likeness').hidden = texts.filter((text) => text.trim()).length < 2
    this.querySelector('meter').value = share
    const text = said.length > 2 ? this.facts.closest : this.facts.alike
    write(this.#part('alike'), ...told(text, { one: names[one], other: names[other], share }))
  }

  #renderSame(said, names) {
    const found = sameDetails(said, this.facts.own)
    const texts = found.map(([one, other, field]) => told(this.facts.same, { one: names[one], other: names[other], label: this.#label(field) }))
    write(this.#part('pairs'), ...texts.flatMap((nodes) => [...nodes, ' ']))
    this.#part('same').hidden = !found.length
  }

  #act(action) {
    this.card.keep()
    const { people, place } = this.#state()
    if (action === 'add-person') this.#add(people)
    else if (action === 'remove-person') this.#remove(people, place)
    else if (this.#mayLeave(people, place)) this.#send(people, place)
  }

  #choose(place) {
    this.card.keep()
    this.#show(this.#state().people, place)
  }

  #add(people) {
    const all = [...people, empty(this.facts.fields)]
    this.#show(all, people.length)
    this.#nameInput().focus()
    this.card.tell(...told(this.facts.added, { name: this.#names(all).at(-1) }))
  }

  #remove(people, place) {
    const others = people.filter((_, at) => at !== place)
    this.#draft?.removed(place)
    // What tells people apart has no place on a card for one, where it could not be mended either.
    const left = others.length > 1 ? others : [{ ...others[0], ...empty(this.facts.labels) }]
    this.#show(left, Math.min(place, left.length - 1))
    const add = this.facts.each ? this.querySelector('[data-action="add-person"]') : this.#nameInput()
    const next = left.length > 1 ? this.querySelector('[data-part="tabs"] input:checked') : add
    next.focus()
    this.card.tell(...told(this.facts.removed, { name: this.#names(people)[place] }))
  }

  /** A card further up on the page may have it. */
  #nameInput() {
    return document.getElementById(`afterword-${this.facts.name}`)
  }

  get #draft() {
    return this.card.querySelector('afterword-draft:defined')
  }

  /** What the check holds back is shown, the first of it. */
  async #send(people, place) {
    if (this.#draft && !this.#draft.rules) await this.#draft.load()
    const repeated = people.map((person, at) => Boolean(this.#draft) && this.repeats(at))
    const isHeld = (at) => suppose(people[at], () => this.#draft?.errors(at, repeated[at]).length)
    const held = [place, ...people.keys()].find(isHeld)
    if (held === undefined) return this.#download(people)
    if (held !== place) this.#show(people, held)
    this.#draft.holds(() => this.#act('zip'), this.#names(people)[held])
  }

  #download(people) {
    const files = this.#stems(people).map((stem, at) => [`${stem}.eml`, suppose(people[at], () => eml(this.card.message(at)))])
    this.card.save(zip(files, new Date()), `${this.card.getAttribute('template')}.zip`, 'zip', 'downloaded')
  }

  /** The send gate of everybody: who lacks what is told, and the first of them is shown. */
  #mayLeave(people, place) {
    const names = this.#names(people)
    const open = people.map((person) => suppose(person, () => this.card.open()))
    const first = [place, ...open.keys()].find((at) => open[at].missing.length || open[at].refused.length)
    if (first === undefined) return true
    const told = open.flatMap(({ missing, refused }, at) => [...missing, ...refused].map((field) => this.#whose(field, names[at])))
    if (first !== place) this.#show(people, first)
    this.card.mayLeave()
    const { language, status } = this.card.facts
    const labels = new Intl.ListFormat(language).format(new Set(told))
    this.card.tell(say(open.some(({ missing }) => missing.length) ? status.missing : status.refused, { labels }))
    return false
  }

  #whose(field, name) {
    const label = this.#label(field)
    return this.facts.fields.includes(field) ? say(this.facts.detail, { label, name }) : label
  }
}

const afterGreeting = (body) => body?.replace(/^[^\n]*\n/, '')
const empty = (fields) => Object.fromEntries(fields.map((name) => [name, '']))
const make = (kind, properties) => Object.assign(document.createElement(kind), properties)

/** A text with facts in it, each of which keeps the direction of its own writing. */
const told = (text, facts) => text.split(/\{([a-z]+)\}/).map((piece, at) => (at % 2 ? make('bdi', { textContent: facts[piece] }) : piece))

/** What is announced when it changes is left alone while it is the same. */
function write(part, ...nodes) {
  const text = nodes.map((node) => node.textContent ?? node).join('')
  if (part.textContent !== text) part.replaceChildren(...nodes)
}
