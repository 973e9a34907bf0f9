import { AfterwordCheck } from './check-element.js'
import { AfterwordDraft } from './draft-element.js'

customElements.define('afterword-check', AfterwordCheck)
customElements.define('afterword-draft', AfterwordDraft)
