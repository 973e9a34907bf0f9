import { AfterwordTemplate } from './afterword-template.js'

customElements.define('afterword-template', AfterwordTemplate)
