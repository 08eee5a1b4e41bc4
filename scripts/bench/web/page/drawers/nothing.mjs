// A canvas that is cleared at every move: what the harness itself costs.
/** Listens to moves and wheel, draws nothing. */
export async function mount({ element }) {
  const canvas = element.appendChild(document.createElement('canvas'));
  [canvas.width, canvas.height] = [element.clientWidth, element.clientHeight];
  const context = canvas.getContext('2d');
  const clear = () => requestAnimationFrame(() => context.clearRect(0, 0, canvas.width, canvas.height));
  element.addEventListener('mousemove', clear);
  element.addEventListener('wheel', clear);
  clear();
  return { held: () => ({ nodes: 0, links: 0 }), target: () => ({ x: 9, y: 9 }) };
}
