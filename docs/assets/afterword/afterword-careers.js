import { AfterwordConfigurator } from './configurator.js'

customElements.define('afterword-configurator', AfterwordConfigurator)
