/** <afterword-days> on a page that names waits: each gets the visitor's own day. */

import { showDays } from './due.js'
import { watch } from './store.js'

export class AfterwordDays extends HTMLElement {
  connectedCallback() {
    const facts = JSON.parse(this.dataset.facts)
    this.unwatch = watch(() => showDays(this.closest('article') ?? document, facts))
  }

  disconnectedCallback() {
    this.unwatch()
  }
}
