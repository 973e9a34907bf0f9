import { AfterwordDays } from './afterword-days.js'
import { AfterwordTemplate } from './afterword-template.js'
import { AfterwordTimeline } from './afterword-timeline.js'

customElements.define('afterword-days', AfterwordDays)
customElements.define('afterword-template', AfterwordTemplate)
customElements.define('afterword-timeline', AfterwordTimeline)
