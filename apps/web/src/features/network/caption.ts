import type { NetworkView } from '@iolaus/contracts';
import { isOnPicture, type Scene } from '../../graph/index.js';
import { formatCount } from '../../ui/format.js';
import { COLOURINGS } from './colourings.js';

/** The line under an exported picture: of what it is, how much of that is drawn, from which snapshot. */
export function captionOf({ record, picture, snapshot }: NetworkView, scene: Scene): string {
  const disc = picture.discs[scene.focus];
  const drawn = scene.frame?.accountX.filter((_, account) => isOnPicture(scene, account)).length ?? 0;
  const colour = COLOURINGS.find(({ by }) => by === scene.colourBy)?.word.toLowerCase();
  return [
    `${record.name} ${record.id}${disc ? `, community ${disc.label}` : ''}`,
    `${formatCount(drawn)} of ${formatCount(record.accounts)} accounts drawn`,
    `coloured by ${colour}`,
    `snapshot ${snapshot}`,
    'Iolaus',
  ].join(' · ');
}
