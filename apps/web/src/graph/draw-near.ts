import type { Frame } from '@iolaus/contracts';
import { visibleText } from '../ui/safe-text.js';
import { accountRadius } from './account-look.js';
import { toScreen, type Projection } from './camera.js';
import { placeOfAccount } from './arranged.js';
import { drawArranged } from './draw-arranged.js';
import { halo } from './draw-far.js';
import { drawIndicator } from './draw-indicator.js';
import { drawPlate } from './draw-plate.js';
import { drawPathAccounts, drawPathLines } from './draw-path.js';
import { accountsOfPath } from './path-places.js';
import { drawIndicatorNames } from './indicator-names.js';
import { withAlpha } from './palette.js';
import type { Pen } from './pen.js';
import { petalRadius } from './petals.js';
import { placeAdded } from './place-added.js';
import { drawAccountVerdicts } from './verdict-marks.js';
import type { AddedAccounts, Scene } from './scene.js';

/** Smooth links; above it they are thin lines. */
const MOST_LINKS = 500;
/** Selected accounts whose names are drawn, and from where on their rings are thin. */
const MOST_TAGS = 6;
const MANY = 20;

/** Draws what lies over the accounts: links of the selection, spokes, indicator glyphs with their names, selection rings and tags. */
export function drawOver(pen: Pen, scene: Scene, projection: Projection): void {
  const { frame } = scene;
  if (!frame) return;
  drawAccountVerdicts(pen, scene, projection);
  if (scene.focus >= 0) {
    const shown = indicatorsInFocus(frame, scene);
    drawLinks(pen, scene, { frame, projection, shown });
    for (const added of scene.added) drawAdded(pen, scene, { frame, projection, added });
    for (const indicator of shown) drawIndicator(pen, scene, { frame, projection, indicator });
    drawIndicatorNames(pen, scene, { frame, projection, shown });
  }
  drawPathLines(pen, scene, projection);
  for (const { indicator } of scene.path)
    if (indicator >= 0) drawIndicator(pen, scene, { frame, projection, indicator });
  drawPathAccounts(pen, scene, projection);
  const tagged = scene.path.length > 0 ? accountsOfPath(scene.path) : [];
  for (const account of tagged)
    if (!scene.selection.includes(account)) drawTag(pen, scene, { frame, projection, account });
  drawArranged(pen, scene, projection);
  for (const account of scene.selection) drawSelected(pen, scene, { frame, projection, account });
}

/** Indicators of the open community that the filters leave. */
export function indicatorsInFocus(frame: Frame, scene: Pick<Scene, 'focus' | 'hiddenFamilies' | 'familyOf'>): number[] {
  const shown: number[] = [];
  for (let at = 0; at < frame.indicatorCommunity.length; at++) {
    if (
      frame.indicatorCommunity[at] === scene.focus &&
      !scene.hiddenFamilies.has(scene.familyOf(frame.kinds[frame.indicatorKind[at]!]!))
    )
      shown.push(at);
  }
  return shown;
}

interface Drawing {
  readonly frame: Frame;
  readonly projection: Projection;
}

/** Smooth links from each selected account to the indicators that it holds, from the indicator in hand to its accounts, and thin spokes from each seed to its petal. */
function drawLinks(pen: Pen, scene: Scene, of: Drawing & { readonly shown: readonly number[] }): void {
  const selected = new Set(scene.selection);
  let drawn = 0;
  for (const indicator of of.shown) {
    const kind = of.frame.kinds[of.frame.indicatorKind[indicator]!]!;
    const colour = scene.palette.family[scene.familyOf(kind)]!;
    const hub = toScreen(of.projection, of.frame.indicatorX[indicator]!, of.frame.indicatorY[indicator]!);
    const petal = petalRadius(of.frame, indicator) * of.projection.scale;
    for (let at = of.frame.linkStart[indicator]!; at < of.frame.linkStart[indicator + 1]!; at++) {
      const account = of.frame.linkAccount[at]!;
      const place = placeOfAccount({ ...scene, frame: of.frame }, account);
      const end = toScreen(of.projection, place.x, place.y);
      if (
        selected.has(account) ||
        (indicator === scene.indicator && of.frame.accountCommunity[account] === scene.focus)
      ) {
        if (drawn++ < MOST_LINKS) curve(pen, { from: hub, to: end, colour, under: scene.palette.canvas });
        else line(pen, { from: hub, to: end, colour: withAlpha(colour, 0.5), width: 1 });
      } else if (Math.hypot(end.x - hub.x, end.y - hub.y) <= petal)
        line(pen, { from: hub, to: end, colour: withAlpha(colour, 0.34), width: 0.75 });
    }
  }
}

interface Stroke {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly colour: string;
}

function line(pen: Pen, of: Stroke & { readonly width: number }): void {
  pen.beginPath();
  pen.moveTo(of.from.x, of.from.y);
  pen.lineTo(of.to.x, of.to.y);
  pen.lineWidth = of.width;
  pen.strokeStyle = of.colour;
  pen.stroke();
}

function curve(pen: Pen, of: Stroke & { readonly under: string }): void {
  const bend = 0.12;
  const control = {
    x: (of.from.x + of.to.x) / 2 - (of.to.y - of.from.y) * bend,
    y: (of.from.y + of.to.y) / 2 + (of.to.x - of.from.x) * bend,
  };
  for (const [width, colour] of [
    [4.5, of.under],
    [1.8, of.colour],
  ] as const) {
    pen.beginPath();
    pen.moveTo(of.from.x, of.from.y);
    pen.quadraticCurveTo(control.x, control.y, of.to.x, of.to.y);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke();
  }
}

/** Accounts from outside: hollow, on a thread to the indicator that brought them. */
function drawAdded(pen: Pen, scene: Scene, of: Drawing & { readonly added: AddedAccounts }): void {
  const { frame, projection, added } = of;
  const disc = scene.picture.discs[scene.focus];
  if (!disc || frame.indicatorCommunity[added.indicator] !== scene.focus) return;
  const kind = frame.kinds[frame.indicatorKind[added.indicator]!]!;
  const colour = scene.palette.family[scene.familyOf(kind)]!;
  const hub = toScreen(projection, frame.indicatorX[added.indicator]!, frame.indicatorY[added.indicator]!);
  for (const place of placeAdded(frame, { disc, indicator: added.indicator, count: added.accounts.length })) {
    const at = toScreen(projection, place.x, place.y);
    line(pen, { from: hub, to: at, colour: withAlpha(colour, 0.3), width: 0.75 });
    pen.beginPath();
    pen.arc(at.x, at.y, 3.4, 0, 2 * Math.PI);
    pen.fillStyle = scene.palette.canvas;
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeStyle = scene.palette.text2;
    pen.stroke();
  }
}

function drawSelected(pen: Pen, scene: Scene, of: Drawing & { readonly account: number }): void {
  // Its group is ringed for it.
  if (scene.arranged.groupOf.has(of.account)) return;
  const { x, y } = toScreen(of.projection, of.frame.accountX[of.account]!, of.frame.accountY[of.account]!);
  const isMany = scene.selection.length > MANY;
  halo(pen, {
    x,
    y,
    r: accountRadius(scene, of.account) * of.projection.points + (isMany ? 1.5 : 3.5),
    colour: scene.palette.halo,
    width: isMany ? 1.25 : 2,
  });
  if (scene.selection.length <= MOST_TAGS) drawTag(pen, scene, of);
}

/** The name of an account beside it. */
function drawTag(pen: Pen, scene: Scene, of: Drawing & { readonly account: number }): void {
  const place = placeOfAccount({ ...scene, frame: of.frame }, of.account);
  const { x, y } = toScreen(of.projection, place.x, place.y);
  drawPlate(pen, scene, { x, y, text: visibleText(scene.names.idOf(of.account) ?? '').slice(0, 24), isCode: true });
}
