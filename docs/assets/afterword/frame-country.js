/** The frame of the timeline offers the holidays of one country, which its address names, or none. */

import { readFragment } from './frame-address.js'
import { loadCountry } from './holidays.js'
import { give } from './store.js'
import { CHOICES } from './visitor-plan.js'

/** Ask for the country's file at once, so that nothing is asked for later; it counts until the visitor says otherwise. */
export function offerCountry() {
  const select = document.querySelector('[name="country"]')
  const code = readFragment(location.hash).options.get('country')
  for (const option of [...select.options]) if (option.value && option.value !== code) option.remove()
  const offered = select.options[1]?.value
  select.closest('.afterword-field').hidden = !offered
  // What was chosen on the site, or in the frame of another country, is not for this frame to change.
  for (const name of ['country', 'region']) CHOICES[name] = `${offered}_${name}`
  if (!offered) return
  loadCountry('', offered).catch(() => {})
  give(CHOICES.country, offered)
}
