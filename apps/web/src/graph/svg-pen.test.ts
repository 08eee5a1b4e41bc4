import { describe, expect, it } from 'vitest';
import { escaped, SvgPen } from './svg-pen.js';

const pen = (): SvgPen => new SvgPen((text) => text.length * 6);

describe('a pen that writes an SVG', () => {
  it('writes paths with what they are painted with', () => {
    const on = pen();
    on.strokeStyle = '#ff000080';
    on.lineWidth = 1.5;
    on.setLineDash([2, 4]);
    on.beginPath();
    on.moveTo(1, 2);
    on.lineTo(3.14159, 4);
    on.quadraticCurveTo(5, 6, 7, 8);
    on.stroke();
    expect(on.elements).toEqual([
      '<path d="M1 2L3.14 4Q5 6 7 8" fill="none" stroke="#ff0000" stroke-opacity="0.5" stroke-width="1.5" stroke-dasharray="2 4"/>',
    ]);
  });

  it('writes a circle as two halves and a part of it as one arc, the long way where it is more than half', () => {
    const on = pen();
    on.fillStyle = '#00ff00';
    on.beginPath();
    on.arc(10, 10, 5, 0, 2 * Math.PI);
    on.fill();
    on.beginPath();
    on.arc(0, 0, 1, 0, Math.PI / 2);
    on.fill();
    on.beginPath();
    on.arc(0, 0, 1, 0, 1.5 * Math.PI);
    on.fill();
    expect(on.elements).toEqual([
      '<path d="M15 10A5 5 0 0 1 5 10A5 5 0 0 1 15 10" fill="#00ff00"/>',
      '<path d="M1 0A1 1 0 0 1 0 1" fill="#00ff00"/>',
      '<path d="M1 0A1 1 0 1 1 0 -1" fill="#00ff00"/>',
    ]);
  });

  it('writes text as text, with its font by name, and measures it', () => {
    const on = pen();
    on.font = '600 12px "Inter Variable", Inter, sans-serif';
    on.textAlign = 'center';
    on.fillStyle = '#111111';
    on.fillText('A-01 <b> & "c"', 5, 6);
    expect(on.elements).toEqual([
      '<text x="5" y="6" font-family="&quot;Inter Variable&quot;, Inter, sans-serif" font-size="12" font-weight="600" text-anchor="middle" fill="#111111">A-01 &lt;b&gt; &amp; &quot;c&quot;</text>',
    ]);
    expect(on.measureText('four').width).toBe(24);
  });

  it('moves and scales, and comes back to where it was', () => {
    const on = pen();
    on.save();
    on.translate(10, 20);
    on.scale(0.5, 0.5);
    on.globalAlpha = 0.25;
    on.fillRect(0, 0, 4, 4);
    on.restore();
    on.fillRect(0, 0, 1, 1);
    expect(on.elements).toEqual([
      '<rect transform="translate(10 20) scale(0.5)" opacity="0.25" x="0" y="0" width="4" height="4" fill="#000000"/>',
      '<rect x="0" y="0" width="1" height="1" fill="#000000"/>',
    ]);
  });

  it('writes a rectangle with round corners', () => {
    const on = pen();
    on.beginPath();
    on.roundRect(0, 0, 10, 6, 2);
    on.fill();
    expect(on.elements[0]).toContain('d="M2 0h6a2 2 0 0 1 2 2v2a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v-2a2 2 0 0 1 2 -2Z"');
  });
});

it('keeps out of XML what XML does not hold', () => {
  expect(escaped('a\u0000\u001b[2J\tb')).toBe('a[2J\tb');
});
