/** <afterword-configurator>: choices for a frame on another site, a look at it, and the code of the page that holds it. */

import { accentOn, printColour, readColour } from './accent.js'
import { writeText } from './clipboard.js'
import { say } from './say.js'
import { fragment, snippets } from './snippets.js'

const REST = 300 // milliseconds after which the preview follows what is typed
const OPTIONS = ['accent', 'scheme', 'locale']
const NAME = 'afterword-preview' // by which the frame knows what it is
const RIGHTS = 'allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox'

export class AfterwordConfigurator extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.facts)
    this.root = String(new URL(this.facts.root, document.baseURI))
    this.page = this.closest('article') ?? document
    for (const name of ['form', 'lead']) this.#part(name).hidden = false
    this.#part('without').hidden = true
    for (const button of this.page.querySelectorAll('[data-action="copy-code"]')) button.parentElement.hidden = false
    this.heights = {} // of the messages that were seen, as their frames told them
    this.addEventListener('input', this)
    for (const end of ['change', 'focusout']) this.addEventListener(end, this)
    this.page.addEventListener('click', this)
    addEventListener('message', this)
    this.sizes = new ResizeObserver(() => this.#ask())
    this.#show()
  }

  disconnectedCallback() {
    clearTimeout(this.waiting)
    this.sizes.disconnect()
    this.page.removeEventListener('click', this)
    removeEventListener('message', this)
  }

  handleEvent(event) {
    if (event.type === 'message') this.#measure(event)
    else if (event.type === 'load') this.#ask()
    else if (event.type === 'input') this.#heed(event.target)
    else if (['change', 'focusout'].includes(event.type)) this.#look()
    else if (event.target.closest('[data-action="copy-code"]')) this.#copy(event.target.closest('[data-snippet]'))
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`)
  }

  #control(name) {
    return this.querySelector(`[name="${name}"]`)
  }

  #heed({ name, value }) {
    if (name === 'picker') this.#control('accent').value = value
    this.#show()
  }

  #show() {
    const slug = this.#control('template').value
    const { fields, ...frame } = this.facts.frames[slug]
    this.chosen = { values: { ...frame, slug, root: this.root }, options: this.#options(), details: this.#details(fields) }
    this.#write()
    clearTimeout(this.waiting)
    if (this.frame) this.waiting = setTimeout(() => this.#look(), REST)
    else this.#look()
  }

  #write() {
    const { values, options, details } = this.chosen
    const codes = snippets(this.facts.patterns, { ...values, height: this.#height(values.slug) }, options, details)
    for (const place of this.page.querySelectorAll('[data-snippet]')) {
      renew(place.querySelector('code'), codes[place.dataset.snippet])
    }
  }

  /** What was typed, or else what the preview needs. */
  #height(slug) {
    const control = this.#control('height')
    const isWrong = !control.validity.valid
    const usual = Math.ceil((this.heights[slug] ?? this.facts.height) / 10) * 10
    const { min, max } = control
    control.placeholder = usual
    this.#judge(control, isWrong, isWrong ? say(this.facts.words.height_wrong, { min, max, height: usual }) : '')
    return String(isWrong || !control.value ? usual : control.valueAsNumber)
  }

  /** Only those that the chosen message asks for. */
  #details(fields) {
    const controls = [...this.querySelectorAll('[data-detail]')]
    for (const control of controls) control.closest('.afterword-field').hidden = !fields.includes(control.dataset.detail)
    this.#part('details').hidden = !fields.length
    const given = controls.filter(({ dataset, value }) => fields.includes(dataset.detail) && value.trim())
    return given.map(({ dataset, value }) => [dataset.detail, value.trim()])
  }

  #options() {
    const values = Object.fromEntries(OPTIONS.map((name) => [name, this.#control(name).value.trim()]))
    const colour = readColour(values.accent)
    this.#guard(values.accent, colour)
    values.accent = colour ? printColour(colour) : ''
    const picker = this.#control('picker')
    picker.value = values.accent || picker.defaultValue
    return OPTIONS.map((name) => [name, values[name]]).filter(([, text]) => text)
  }

  /** What becomes of the colour, for a frame shows it only where it can be read. */
  #guard(text, colour) {
    const { accent_shown: shown, accent_wrong: wrong } = this.facts.words
    const isWrong = Boolean(text && !colour)
    const sides = colour && this.facts.sheets.map((sheet) => printColour(accentOn(colour, readColour(sheet)).accent))
    const said = colour ? say(shown, { colour: printColour(colour), light: sides[0], dark: sides[1] }) : ''
    this.#judge(this.#control('accent'), isWrong, isWrong ? say(wrong, { text }) : said)
  }

  #judge(control, isWrong, text) {
    if (isWrong) control.setAttribute('aria-invalid', 'true')
    else control.removeAttribute('aria-invalid')
    const told = this.#part(`${control.name}-told`)
    told.className = isWrong ? 'afterword-error' : 'afterword-hint'
    renew(told, text)
  }

  /** In a sandbox, or what stands in the form would become the details of whoever fills it in. */
  #look() {
    clearTimeout(this.waiting)
    const { values, options, details } = this.chosen
    const { slug, title } = values
    const asked = fragment(options, details)
    const address = `${this.root}embed/v1/${slug}/${asked || '#'}`
    const stays = this.frame?.dataset.slug === slug && follows(new URL(this.frame.dataset.address).hash, asked)
    if (stays && this.frame.dataset.address !== address) this.frame.contentWindow.location.replace(address)
    if (!stays) {
      this.frame = Object.assign(document.createElement('iframe'), { title: `${this.facts.words.preview}: ${title}`, src: address })
      this.frame.name = NAME
      this.frame.setAttribute('sandbox', RIGHTS)
      this.frame.dataset.slug = slug
      // While it is out of sight, a frame may have been measured in another width, and hears of no change.
      this.frame.addEventListener('load', this)
      this.sizes.disconnect()
      this.sizes.observe(this.frame)
      this.#part('preview').replaceChildren(this.frame)
    }
    this.frame.dataset.address = address
  }

  /** The frame answers with its height. */
  #ask() {
    this.frame.contentWindow?.postMessage({ message: 'ready' }, '*')
  }

  #measure({ source, origin, data }) {
    if (source !== this.frame?.contentWindow || origin !== 'null') return
    if (data?.type !== 'afterword:height' || data.v !== 1 || !(data.height > 0 && data.height < 1e5)) return
    this.frame.height = Math.ceil(data.height)
    this.heights[this.frame.dataset.slug] = data.height
    this.#write()
    const size = { height: this.frame.height, width: this.frame.clientWidth }
    this.#part('measured').textContent = say(this.facts.words.measured, size)
  }

  async #copy(place) {
    const code = place.querySelector('code')
    const isCopied = await writeText(code.textContent)
    if (!isCopied) getSelection().selectAllChildren(code)
    for (const status of this.page.querySelectorAll('[data-snippet] [role="status"]')) status.textContent = ''
    place.querySelector('[role="status"]').textContent = this.facts.words[isCopied ? 'copied' : 'selected']
  }
}

/** Text that stays as it is stays selected, and is not read out again. */
function renew(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/** Whether a frame does without loading again: it forgets nothing that it was given, and asks for a country once. */
function follows(...fragments) {
  const [before, after] = fragments.map((text) => new URLSearchParams(text.slice(1)))
  return before.get('country') === after.get('country') && [...before.keys()].every((name) => after.has(name))
}
