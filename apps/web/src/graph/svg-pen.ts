import { textOfShape, type Pen } from './pen.js';

/** Gives the width of a text in a font of CSS, in pixels. */
export type MeasureText = (text: string, font: string) => number;

interface State {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  dash: readonly number[];
  at: { readonly x: number; readonly y: number; readonly scale: number };
}

/** Writes what is drawn as the elements of an SVG: the same marks in the same order, text as text, no font inside. Knows what the drawing functions use, and throws on anything else. */
export class SvgPen implements Pen {
  fillStyle: State['fillStyle'] = '#000000';
  strokeStyle: State['strokeStyle'] = '#000000';
  lineWidth = 1;
  lineJoin: CanvasLineJoin = 'miter';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  #dash: readonly number[] = [];
  #at = { x: 0, y: 0, scale: 1 };
  #path: string[] = [];
  readonly #kept: State[] = [];
  readonly #elements: string[] = [];
  readonly #measure: MeasureText;

  constructor(measure: MeasureText) {
    this.#measure = measure;
  }

  /** The elements so far. */
  get elements(): readonly string[] {
    return this.#elements;
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineJoin, globalAlpha, font, textAlign } = this;
    const styles = { fillStyle, strokeStyle, lineWidth, lineJoin, globalAlpha, font, textAlign };
    this.#kept.push({ ...styles, dash: this.#dash, at: this.#at });
  }

  restore(): void {
    const kept = this.#kept.pop();
    if (!kept) return;
    const { dash, at, ...styles } = kept;
    Object.assign(this, styles);
    this.#dash = dash;
    this.#at = at;
  }

  translate(x: number, y: number): void {
    const { scale } = this.#at;
    this.#at = { x: this.#at.x + x * scale, y: this.#at.y + y * scale, scale };
  }

  scale(x: number, y: number): void {
    if (x !== y) throw new Error('a scale that differs by direction');
    this.#at = { ...this.#at, scale: this.#at.scale * x };
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash;
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${short(x)} ${short(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`L${short(x)} ${short(y)}`);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#path.push(`Q${short(cx)} ${short(cy)} ${short(x)} ${short(y)}`);
  }

  /** A part of a circle, or all of it, clockwise. */
  arc(x: number, y: number, r: number, from: number, to: number): void {
    const point = (angle: number): string => `${short(x + r * Math.cos(angle))} ${short(y + r * Math.sin(angle))}`;
    if (this.#path.at(-1) !== `M${point(from)}`)
      this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${point(from)}`);
    if (to <= from) return;
    // An arc that ends where it begins is none in SVG: a whole circle goes in two halves.
    const stops = to - from >= 2 * Math.PI - 1e-6 ? [from + Math.PI, from + 2 * Math.PI] : [to];
    const isLong = stops.length === 1 && to - from > Math.PI ? 1 : 0;
    for (const stop of stops) this.#path.push(`A${short(r)} ${short(r)} 0 ${isLong} 1 ${point(stop)}`);
  }

  roundRect(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: number | DOMPointInit | Iterable<number | DOMPointInit> = 0,
  ): void {
    if (typeof radius !== 'number') throw new Error('corners that differ');
    const [w, h] = [width - 2 * radius, height - 2 * radius];
    const corner = (dx: number, dy: number): string => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
    this.#path.push(
      `M${short(x + radius)} ${short(y)}h${short(w)}${corner(radius, radius)}v${short(h)}${corner(-radius, radius)}h${short(-w)}${corner(-radius, -radius)}v${short(-h)}${corner(radius, -radius)}Z`,
    );
  }

  fill(...of: readonly (Path2D | CanvasFillRule | undefined)[]): void {
    const rule = of.includes('evenodd') ? ' fill-rule="evenodd"' : '';
    this.#add(`<path d="${this.#textOf(of[0])}"${paint('fill', this.fillStyle)}${rule}/>`);
  }

  stroke(shape?: Path2D): void {
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    const join = this.lineJoin === 'miter' ? '' : ` stroke-linejoin="${this.lineJoin}"`;
    this.#add(
      `<path d="${this.#textOf(shape)}" fill="none"${paint('stroke', this.strokeStyle)} stroke-width="${short(this.lineWidth)}"${join}${dash}/>`,
    );
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add(
      `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${paint('fill', this.fillStyle)}/>`,
    );
  }

  fillText(text: string, x: number, y: number): void {
    this.#add(
      `<text x="${short(x)}" y="${short(y)}"${this.#fontOf()}${paint('fill', this.fillStyle)}>${escaped(text)}</text>`,
    );
  }

  strokeText(text: string, x: number, y: number): void {
    const line = `${paint('stroke', this.strokeStyle)} stroke-width="${short(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"`;
    this.#add(`<text x="${short(x)}" y="${short(y)}"${this.#fontOf()} fill="none"${line}>${escaped(text)}</text>`);
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.#measure(text, this.font) };
  }

  #textOf(of: Path2D | CanvasFillRule | undefined): string {
    return typeof of === 'object' ? textOfShape(of) : this.#path.join('');
  }

  #fontOf(): string {
    const [, weight = '', size = '', family = ''] = /^(?:(\d+) )?([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const anchor = this.textAlign === 'center' ? ' text-anchor="middle"' : '';
    return ` font-family="${escaped(family)}" font-size="${size}"${weight === '' ? '' : ` font-weight="${weight}"`}${anchor}`;
  }

  #add(element: string): void {
    const { x, y, scale } = this.#at;
    const isMoved = x !== 0 || y !== 0 || scale !== 1;
    const moved = isMoved ? ` transform="translate(${short(x)} ${short(y)}) scale(${short(scale)})"` : '';
    const alpha = this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : '';
    this.#elements.push(element.replace(/^<(\w+)/, `<$1${moved}${alpha}`));
  }
}

/** Hundredths of a pixel. */
const short = (value: number): string => String(Math.round(value * 100) / 100);

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML holds it. Characters that XML forbids go. */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => (/[\t\n\r]/.test(character) ? character : ''))
    .replace(/[&<>"]/g, (character) => XML[character]!);
}

/** A colour with its opacity apart, since not every program reads the two in one. */
function paint(what: 'fill' | 'stroke', style: State['fillStyle']): string {
  if (typeof style !== 'string') throw new Error('a gradient or a pattern');
  const [, colour, alpha] = /^(#[0-9a-f]{6})([0-9a-f]{2})$/i.exec(style) ?? [];
  return colour && alpha
    ? ` ${what}="${colour}" ${what}-opacity="${short(Number.parseInt(alpha, 16) / 255)}"`
    : ` ${what}="${escaped(style)}"`;
}
