/** On paper: where the one who hands it over and the one who takes it sign. */
import type { Cover } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { el, type Markup, nothing, text } from './markup.ts';

const NAME = 120;

/** Nothing where nobody is named. */
export function signOff({ for: client, by }: Cover = {}): Markup {
  if (client === undefined && by === undefined) return nothing;
  const lines = [
    ...(by === undefined ? [] : [line(`For ${excerpt(by, NAME)}`)]),
    ...(client === undefined ? [] : [line(`For ${excerpt(client, NAME)}`)]),
  ];
  return el('section', { class: 'sign-off' }, el('h2', {}, text('Acceptance')), ...lines);
}

function line(who: string): Markup {
  const places = ['Name', 'Date', 'Signature'].map((place) => el('span', {}, text(place)));
  return el('div', { class: 'signature' }, el('p', {}, text(who)), el('p', { class: 'places' }, ...places));
}
