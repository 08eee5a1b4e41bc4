import type { NetworkView } from '@iolaus/contracts';
import { FileImage, FileLock2, Image, Share } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { measureOnCanvas, pngOf, svgOf, type ExportedView } from '../../graph/index.js';
import { ExportDialog } from '../../ui/ExportButton.js';
import { saveBlob, saveText } from '../../ui/save-text.js';

/** What of a network leaves the workbench: its sealed bundle, or the picture as it stands. */
export function ExportMenu({
  network,
  view,
}: {
  readonly network: NetworkView;
  /** What is on the stage; undefined where none is drawn. */
  readonly view: () => ExportedView | undefined;
}) {
  const [isSealing, setSealing] = useState(false);
  const [failure, setFailure] = useState('');
  const { id, name } = network.record;
  const save = async (as: 'png' | 'svg'): Promise<void> => {
    const shown = view();
    if (!shown) return setFailure('No picture is drawn here.');
    setFailure('');
    const disc = network.picture.discs[shown.scene.focus];
    const file = `${id}${disc ? `-${disc.label}` : ''}.${as}`;
    if (as === 'svg') return saveText({ name: file, type: 'image/svg+xml', text: svgOf(shown, measureOnCanvas()) });
    await pngOf(shown).then(
      (blob) => saveBlob(file, blob),
      () => setFailure('This browser made no picture of that size. Take the SVG.'),
    );
  };
  return (
    <>
      {failure !== '' && (
        <span className="small err" role="alert">
          {failure}
        </span>
      )}
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="btn">
          <Share size={16} strokeWidth={1.5} aria-hidden="true" />
          Export
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="float menu" align="end" sideOffset={4}>
            <DropdownMenu.Item className="menu-item" onSelect={() => setSealing(true)}>
              <FileLock2 size={16} strokeWidth={1.5} aria-hidden="true" /> Evidence bundle…
            </DropdownMenu.Item>
            <DropdownMenu.Separator className="menu-line" />
            <DropdownMenu.Item className="menu-item" onSelect={() => void save('png')}>
              <Image size={16} strokeWidth={1.5} aria-hidden="true" /> Picture as PNG
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => void save('svg')}>
              <FileImage size={16} strokeWidth={1.5} aria-hidden="true" /> Picture as SVG
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {isSealing && <ExportDialog network={id} name={name} onClose={() => setSealing(false)} />}
    </>
  );
}
