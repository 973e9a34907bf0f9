/** <afterword-configurator>: choices for a frame on another site, a look at it, and the code of the page that holds it. */

import { accentOn, printColour, readColour } from './accent.js'
import { filled } from './days.js'
import { fragment, snippets } from './snippets.js'

const REST = 300 // milliseconds after which the preview follows what is typed
const OPTIONS = ['accent', 'scheme', 'locale']

export class AfterwordConfigurator extends HTMLElement {
  connectedCallback() {
    this.facts = JSON.parse(this.dataset.facts)
    this.root = String(new URL(this.facts.root, document.baseURI))
    this.page = this.closest('article') ?? document
    for (const name of ['form', 'lead']) this.#part(name).hidden = false
    this.#part('without').hidden = true
    for (const button of this.page.querySelectorAll('[data-action="copy-code"]')) button.parentElement.hidden = false
    this.addEventListener('input', this)
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
    const colour = name === 'accent' && readColour(value.trim())
    if (colour) this.#control('picker').value = printColour(colour)
    this.#show()
  }

  #show() {
    const slug = this.#control('template').value
    const { fields, ...frame } = this.facts.frames[slug]
    const details = this.#details(fields)
    const options = this.#options()
    const height = this.#control('height')
    const values = { ...frame, slug, root: this.root, height: String(height.validity.valid && height.value ? height.valueAsNumber : height.defaultValue) }
    const codes = snippets(this.facts.patterns, values, options, details)
    for (const place of this.page.querySelectorAll('[data-snippet]')) {
      place.querySelector('code').textContent = codes[place.dataset.snippet]
    }
    clearTimeout(this.waiting)
    const look = () => this.#preview(slug, frame.title, fragment(options, details))
    if (this.frame) this.waiting = setTimeout(look, REST)
    else look()
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
    const values = { ...Object.fromEntries(OPTIONS.map((name) => [name, this.#control(name).value.trim()])) }
    const colour = readColour(values.accent)
    this.#guard(values.accent, colour)
    values.accent = colour ? printColour(colour) : ''
    return OPTIONS.map((name) => [name, values[name]]).filter(([, text]) => text)
  }

  /** What becomes of the colour, for a frame shows it only where it can be read. */
  #guard(text, colour) {
    const { accent_shown: shown, accent_wrong: wrong } = this.facts.words
    const control = this.#control('accent')
    const told = document.getElementById(control.getAttribute('aria-describedby'))
    const isWrong = Boolean(text && !colour)
    control.toggleAttribute('aria-invalid', isWrong)
    if (isWrong) control.setAttribute('aria-invalid', 'true')
    told.className = isWrong ? 'afterword-error' : 'afterword-hint'
    told.textContent = isWrong ? filled(wrong, { text }) : ''
    if (!colour) return
    const [light, dark] = this.facts.sheets.map((sheet) => printColour(accentOn(colour, readColour(sheet)).accent))
    told.textContent = filled(shown, { colour: printColour(colour), light, dark })
  }

  /** In a sandbox, or what stands in the form would become the details of whoever fills it in. */
  #preview(slug, title, asked) {
    const address = `${this.root}embed/v1/${slug}/${asked || '#'}`
    const names = (text) => [...new URLSearchParams(text.slice(1)).keys()]
    const told = this.frame && names(new URL(this.frame.dataset.address).hash)
    const stays = told && this.frame.dataset.slug === slug && told.every((name) => names(asked).includes(name))
    if (stays && this.frame.dataset.address !== address) this.frame.contentWindow.location.replace(address)
    if (!stays) {
      this.frame = Object.assign(document.createElement('iframe'), { title: `${this.facts.words.preview}: ${title}`, src: address })
      this.frame.setAttribute('sandbox', 'allow-scripts')
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
    const size = { height: this.frame.height, width: this.frame.clientWidth }
    this.#part('measured').textContent = filled(this.facts.words.measured, size)
  }

  async #copy(place) {
    const code = place.querySelector('code')
    const isCopied = await this.#write(code.textContent)
    if (!isCopied) getSelection().selectAllChildren(code)
    for (const status of this.page.querySelectorAll('[data-snippet] [role="status"]')) status.textContent = ''
    place.querySelector('[role="status"]').textContent = this.facts.words[isCopied ? 'copied' : 'selected']
  }

  async #write(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return false
    }
  }
}
