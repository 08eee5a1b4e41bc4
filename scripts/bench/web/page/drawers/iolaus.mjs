import { mountStage } from '../../../../../apps/web/bench/stage.tsx';

/** Our view: the picture first, then the frame, asked for together as the network screen does. */
export async function mount({ element, first }) {
  const frame = fetch('frame').then((response) => response.arrayBuffer());
  const picture = await (await fetch('picture.json')).json();
  const stage = mountStage(element, picture);
  await shown(element, '[data-ready=discs]');
  await first();
  stage.setFrame(new Uint8Array(await frame));
  await shown(element, '[data-ready=accounts]');
  return { held: stage.held, hovered: stage.hovered, opened: stage.focus };
}

function shown(element, selector) {
  return new Promise((resolve) => {
    const look = () => (element.querySelector(selector) ? resolve() : requestAnimationFrame(look));
    look();
  });
}
