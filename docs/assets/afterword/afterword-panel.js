import { AfterwordPeople } from './people.js'

customElements.define('afterword-people', AfterwordPeople)
