/** What the picture is drawn with: a canvas on the screen and in a PNG, or {@link SvgPen} in an SVG. One set of drawing functions serves all. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'quadraticCurveTo'
  | 'restore'
  | 'roundRect'
  | 'save'
  | 'scale'
  | 'setLineDash'
  | 'stroke'
  | 'strokeStyle'
  | 'strokeText'
  | 'textAlign'
  | 'translate'
> & { measureText(text: string): { readonly width: number } };

const shapes = new Map<string, Path2D>();
const texts = new WeakMap<Path2D, string>();

/** The shape of a path's text, one object for each text. */
export function shapeOf(path: string): Path2D {
  const known = shapes.get(path);
  if (known) return known;
  const shape = new Path2D(path);
  shapes.set(path, shape);
  texts.set(shape, path);
  return shape;
}

/** The text that a shape was made of. */
export function textOfShape(shape: Path2D): string {
  const text = texts.get(shape);
  if (text === undefined) throw new Error('a shape that shapeOf did not make');
  return text;
}
