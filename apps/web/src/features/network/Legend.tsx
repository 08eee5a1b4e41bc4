import { useEffect, useRef, useState } from 'react';
import { drawLegend, LEGEND_HEIGHT, legendWords, type LegendItem, type Palette } from '../../graph/index.js';

/** The encodings that are on the picture, drawn with its own marks. */
export function Legend({ items, palette }: { readonly items: readonly LegendItem[]; readonly palette: Palette }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    let isGone = false;
    const draw = (): void => {
      const context = canvas.current?.getContext('2d');
      if (isGone || !canvas.current || !context) return;
      // Drawn once to be measured, since a canvas forgets all when its size changes.
      const needed = Math.ceil(drawLegend(context, items, { palette, x: 0, y: 0 }));
      const ratio = Math.max(2, devicePixelRatio);
      canvas.current.width = needed * ratio;
      canvas.current.height = LEGEND_HEIGHT * ratio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawLegend(context, items, { palette, x: 0, y: 0 });
      setWidth(needed);
    };
    draw();
    void document.fonts.ready.then(draw);
    return () => {
      isGone = true;
    };
  }, [items, palette]);
  return (
    <div className="legend float" role="img" aria-label={legendWords(items)}>
      <canvas ref={canvas} style={{ width, height: LEGEND_HEIGHT }} />
    </div>
  );
}
